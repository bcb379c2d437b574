//! Users: erased or deleted, and how they prove who they are.

use boxoffice::desk::{sale, user};
use boxoffice::domain::{Code, NewUser, Password, UserId, UserRef, hash};

use crate::house::{House, code};

fn rina(house: &House) -> UserId {
    let new = NewUser {
        name: "Rina".parse().unwrap(),
        email: Some("rina@example.com".parse().unwrap()),
        phone: None,
        note: None,
    };
    house.write(|tx| user::create(tx, &new, None)).unwrap()
}

#[test]
fn a_user_with_orders_is_erased_and_one_without_deleted() {
    let house = House::open();
    let id = rina(&house);
    let order = house.order(UserRef::Id(id), 1);
    house.write(|tx| sale::reserve(tx, &order, None)).unwrap();
    assert_eq!(
        code(house.write(|tx| user::must_still_have(tx, id, 0))),
        Code::Moved
    );
    assert!(house.write(|tx| user::delete(tx, id)).unwrap().erased);
    let left = house.read(|snapshot| user::get(snapshot, &UserRef::Id(id)));
    assert_eq!((left.name, left.email), (None, None));

    let id = rina(&house);
    assert!(!house.write(|tx| user::delete(tx, id)).unwrap().erased);
    let gone = house
        .office
        .read(|snapshot| user::get(snapshot, &UserRef::Id(id)));
    assert_eq!(code(gone), Code::NotFound);
}

#[test]
fn a_password_is_hashed_anew_only_while_it_is_still_the_same() {
    let house = House::open();
    let id = rina(&house);
    let new = |text: &str| {
        let salt = house.office.salt().unwrap();
        hash(&Password::new(text).unwrap(), &salt).unwrap()
    };
    let fits = |text: &str| {
        let password = Password::new(text).unwrap();
        let named = UserRef::Id(id);
        house
            .office
            .read(|snapshot| user::verify_password(snapshot, &named, &password))
            .is_ok()
    };
    let (first, second) = (new("correct horse"), new("battery staple"));
    house
        .write(|tx| user::set_password(tx, id, Some(&second)))
        .unwrap();
    house
        .write(|tx| user::rehash(tx, id, &first, &new("correct horse")))
        .unwrap();
    assert!(fits("battery staple") && !fits("correct horse"));
    house
        .write(|tx| user::rehash(tx, id, &second, &new("battery staple")))
        .unwrap();
    assert!(fits("battery staple"));
    house.write(|tx| user::set_password(tx, id, None)).unwrap();
    assert!(!fits("battery staple"));
}
