//! "Did you mean": the known names nearest to what was typed.

/// How alike two names must be to be suggested, from 0 to 1.
const ALIKE: f64 = 0.8;

/// Up to three of the known names, the most alike first; case does not count.
#[must_use]
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let typed = typed.to_lowercase();
    let mut alike: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&typed, &name.to_lowercase()), name))
        .filter(|(likeness, _)| ALIKE <= *likeness)
        .collect();
    alike.sort_by(|(a, a_name), (b, b_name)| b.total_cmp(a).then_with(|| a_name.cmp(b_name)));
    alike.dedup_by_key(|(_, name)| *name);
    alike
        .into_iter()
        .take(3)
        .map(|(_, name)| name.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_comes_first() {
        let known = ["java-jazz-2026", "java-jazz-2027", "rock-night"];
        assert_eq!(
            nearest("java-jaz-2027", known),
            ["java-jazz-2027", "java-jazz-2026"]
        );
    }

    #[test]
    fn case_does_not_count() {
        assert_eq!(nearest("VIP", ["vip"]), ["vip"]);
    }

    #[test]
    fn nothing_alike_suggests_nothing() {
        assert!(nearest("xylophone", ["adult", "child"]).is_empty());
    }

    #[test]
    fn at_most_three_are_suggested_and_none_twice() {
        let known = ["night-1", "night-2", "night-3", "night-4", "night-1"];
        assert_eq!(nearest("night-1", known), ["night-1", "night-2", "night-3"]);
    }
}
