//! A receipt as text, for a printer with few characters a line.

use super::{DetailView, EntryView, OrderView};
use crate::domain::{
    Amount, Concert, DetailKind, EntryKind, Money, Profile, Rate, Result, TicketStatus, escape,
};

/// A receipt being written.
struct Paper {
    width: usize,
    text: String,
}

/// The receipt of an order for these concerts in an office, at most `width` characters a line.
pub fn receipt(
    view: &OrderView,
    concerts: &[Concert],
    profile: &Profile,
    width: usize,
) -> Result<String> {
    let mut paper = Paper {
        width,
        text: String::new(),
    };
    let row = &view.row;
    let at = row.paid_at.unwrap_or(row.created_at);
    paper.line(&escape(profile.name.as_str()));
    paper.line(&format!("Order {}", view.reference_or_dash()));
    paper.line(&profile.zone.show(at));
    paper.line(&format!("Served by {}", escape(&row.operator)));
    if profile.practice {
        paper.line("PRACTICE: no receipt");
    }
    for concert in concerts {
        paper.rule();
        tell_concert(&mut paper, concert);
        let slug = concert.slug.as_str();
        let of_concert = |detail: &&DetailView| concert_of(detail) == Some(slug);
        for detail in view.details.iter().filter(of_concert) {
            tell_detail(&mut paper, detail);
        }
    }
    let of_none = |detail: &&DetailView| concert_of(detail).is_none();
    for detail in view.details.iter().filter(of_none) {
        tell_detail(&mut paper, detail);
    }
    paper.rule();
    paper.sum("Total", &row.total.to_string());
    for (rate, tax) in taxes(&view.details)? {
        let tax = profile.money(tax).to_string();
        paper.sum(&format!("Of it tax, {rate}%"), &tax);
    }
    if !view.entries.is_empty() {
        paper.rule();
    }
    for entry in &view.entries {
        tell_entry(&mut paper, entry);
    }
    for (what, money) in [("Still due", view.row.due), ("Open money", row.open_money)] {
        if !money.amount.is_zero() {
            paper.sum(what, &money.to_string());
        }
    }
    tell_tickets(&mut paper, view);
    Ok(paper.text)
}

/// What the tickets are for: the concert, when and where.
fn tell_concert(paper: &mut Paper, concert: &Concert) {
    paper.line(&escape(concert.name.as_str()));
    let local = concert.zone.local(concert.starts_at);
    if concert.time_known {
        paper.line(&concert.zone.show(concert.starts_at));
    } else {
        paper.line(&local.format("%a %-d %b %Y").to_string());
    }
    let (venue, location) = (concert.venue_name.as_str(), concert.location.as_str());
    paper.line(&escape(&format!("{venue}, {location}")));
}

fn concert_of(detail: &DetailView) -> Option<&str> {
    detail.ticket_type.as_deref()?.split('/').next()
}

fn tell_detail(paper: &mut Paper, detail: &DetailView) {
    let of_type = detail.ticket_type.as_deref().unwrap_or_default();
    let name = detail.name.as_deref().unwrap_or(of_type);
    let what = match detail.kind {
        DetailKind::Ticket => format!("{} x {}", detail.quantity, escape(name)),
        DetailKind::Return => {
            let known = |how: &&str| ["exchanged", "split"].contains(how);
            let how = detail.reason.as_deref().filter(known);
            let how = how.unwrap_or("returned");
            format!(
                "{} x {how} {}",
                detail.quantity.saturating_abs(),
                escape(name)
            )
        }
        kind => {
            let label = detail.label().map(|label| format!(" {label}"));
            let rate = detail.tax_rate.filter(|_| kind == DetailKind::Tax);
            let rate = rate.map(|rate| format!(" {rate}%"));
            format!(
                "  {}{}{}",
                kind,
                label.unwrap_or_default(),
                rate.unwrap_or_default()
            )
        }
    };
    paper.sum(&what, &detail.amount.to_string());
    if detail.kind == DetailKind::Ticket {
        paper.line(&format!("    {of_type} at {}", detail.unit_price));
        if detail.comp_reason.is_some() {
            paper.line("    free of charge");
        }
    }
    if let Some((tickets, each)) = detail.each {
        paper.line(&format!("    {tickets} x {each}"));
    }
}

fn tell_entry(paper: &mut Paper, entry: &EntryView) {
    let sign = if entry.kind == EntryKind::Refund {
        "-"
    } else {
        ""
    };
    let kind = match entry.kind {
        EntryKind::Receipt => String::new(),
        kind => format!("{kind}, "),
    };
    let reference = entry.reference.as_ref();
    let reference = reference.map(|text| format!(" {}", escape(text)));
    let what = format!("{kind}{}{}", entry.method, reference.unwrap_or_default());
    paper.sum(&what, &format!("{sign}{}", entry.amount));
    let shown = |money: Option<Money>| money.map(|money| money.to_string());
    if let (Some(tendered), Some(change)) = (shown(entry.tendered), shown(entry.change)) {
        paper.sum("  tendered", &tendered);
        paper.sum("  change", &change);
    }
}

/// The tickets that admit, by their references: the codes are for the holder alone.
fn tell_tickets(paper: &mut Paper, view: &OrderView) {
    let valid = view
        .tickets
        .iter()
        .filter(|ticket| ticket.status == TicketStatus::Valid);
    let mut is_first = true;
    for ticket in valid {
        if is_first {
            paper.rule();
            is_first = false;
        }
        paper.sum(ticket.ticket.as_deref().unwrap_or("-"), &ticket.ticket_type);
    }
}

/// The tax in all lines, by rate.
fn taxes(details: &[DetailView]) -> Result<Vec<(Rate, Amount)>> {
    let mut sums: Vec<(Rate, Amount)> = Vec::new();
    let taxed = details
        .iter()
        .filter_map(|detail| detail.tax_rate.zip(detail.tax));
    for (rate, tax) in taxed {
        match sums.iter_mut().find(|(known, _)| *known == rate) {
            Some((_, sum)) => *sum = sum.checked_add(tax.amount)?,
            None => sums.push((rate, tax.amount)),
        }
    }
    sums.retain(|(_, sum)| !sum.is_zero());
    Ok(sums)
}

impl Paper {
    /// One line, broken where it does not fit.
    fn line(&mut self, text: &str) {
        let letters: Vec<char> = text.chars().collect();
        for part in letters.chunks(self.width) {
            self.text.extend(part);
            self.text.push('\n');
        }
    }

    /// What something is on the left, its sum on the right; on two lines where both do not fit one.
    fn sum(&mut self, what: &str, sum: &str) {
        let (left, right) = (what.chars().count(), sum.chars().count());
        if left + 1 + right <= self.width {
            let gap = " ".repeat(self.width - left - right);
            self.line(&format!("{what}{gap}{sum}"));
        } else {
            self.line(what);
            let gap = " ".repeat(self.width.saturating_sub(right));
            self.line(&format!("{gap}{sum}"));
        }
    }

    fn rule(&mut self) {
        self.line(&"-".repeat(self.width));
    }
}
