//! A sale asked for step by step, ending with the command that would have done it.

use super::SellArgs;
use crate::cli::app::App;
use crate::desk;
use crate::desk::concert::Billed;
use crate::desk::sale::{Customer, NewOrder};
use crate::desk::settle::Taking;
use crate::desk::terms::Terms;
use crate::domain::{
    Amount, Channel, Code, ConcertFilter, ConcertStatus, Error, Line, Method, MoneyText, Name,
    Note, Offer, Result, TicketType, TicketTypeFilter, UserRef, Word, quoted,
};

/// What was asked for.
pub(super) struct Asked {
    /// The order.
    pub(super) new: NewOrder,
    /// The money.
    pub(super) taking: Taking,
    /// What all of it costs, as it was shown.
    pub(super) total: Amount,
    /// The command that does the same without a question.
    pub(super) command: String,
}

/// A number of tickets as a person types it.
struct Quantity(i64);

/// A sum of money, or nothing.
struct Tendered(Option<MoneyText>);

/// An address or a number, or nothing for a walk-in.
struct Whose(UserRef);

/// Asks for the concert, the types and quantities, and for the customer and the money unless flags say them.
pub(super) fn ask(app: &App, args: &SellArgs, terms: &Terms) -> Result<Asked> {
    let types = choose_concert(app)?;
    let chosen = choose_types(app, &types)?;
    let lines = lines(&chosen);
    let quote = app.read(|snapshot| desk::sale::quote_on(snapshot, &lines, args.channel, terms))?;
    app.printer.status(&format!(
        "{} to pay.",
        app.office()?.profile().currency.show(quote.total)
    ));
    let customer = if args.customer.is_named() {
        args.customer.customer()
    } else {
        choose_customer(app)?
    };
    let taking = if args.taking.is_empty() {
        choose_money(app, quote.total)?
    } else {
        args.taking.taking(app)?
    };
    let new = NewOrder {
        lines,
        customer,
        channel: args.channel,
        note: args.note.clone(),
    };
    Ok(Asked {
        command: command(app, args, &chosen, &new, &taking)?,
        new,
        taking,
        total: quote.total,
    })
}

fn choose_concert(app: &App) -> Result<Vec<TicketType>> {
    let office = app.office()?;
    let now = office.now()?;
    let (concerts, _) = app.read(|snapshot| {
        let filter = ConcertFilter {
            status: Some(ConcertStatus::Scheduled),
            ..ConcertFilter::default()
        };
        desk::concert::list(snapshot, &filter)
    })?;
    let on_sale: Vec<_> = concerts
        .into_iter()
        .filter(|billed| billed.concert.must_be_sellable(now).is_ok())
        .collect();
    if on_sale.is_empty() {
        return Err(
            Error::new(Code::NotFound, "no concert is on sale").hint("boxoffice concert list")
        );
    }
    let line = |Billed { concert, .. }: &Billed| {
        format!(
            "{}  {}  {}",
            concert.slug,
            concert.zone.show(concert.starts_at),
            concert.name
        )
    };
    let chosen = app.prompter.select(
        "Concert",
        &on_sale.iter().map(line).collect::<Vec<_>>(),
        "ITEM",
    )?;
    let Some(Billed { concert, .. }) = on_sale.get(chosen) else {
        return Err(Error::new(Code::Failed, "the chosen concert is gone"));
    };
    let filter = TicketTypeFilter {
        concert: Some(concert.id),
        ..TicketTypeFilter::default()
    };
    let (types, _) = app.read(|snapshot| desk::ticket_type::list(snapshot, &filter))?;
    if types.is_empty() {
        return Err(Error::new(
            Code::NotFound,
            format!("`{}` has no ticket types yet", concert.slug),
        )
        .hint(format!(
            "boxoffice ticket-type create --concert {} --name NAME --price MONEY --quota N",
            concert.slug
        )));
    }
    Ok(types)
}

fn choose_types<'t>(app: &App, types: &'t [TicketType]) -> Result<Vec<(&'t TicketType, i64)>> {
    let currency = app.office()?.profile().currency;
    let line =
        |of: &TicketType| format!("{}  {}  {} left", of.slug, currency.show(of.price), of.left);
    let mut choices: Vec<_> = types.iter().map(line).collect();
    choices.push("(nothing more)".to_owned());
    let mut chosen: Vec<(&TicketType, i64)> = Vec::new();
    loop {
        let picked = app.prompter.select("Ticket type", &choices, "ITEM")?;
        match types.get(picked) {
            Some(of) => {
                let Quantity(quantity) = app.prompter.input(
                    &format!("How many `{}` (1 when left empty)", of.slug),
                    "ITEM",
                )?;
                chosen.push((of, quantity));
                // What cannot be sold is refused at once, so that nothing else has to be typed again.
                match app.read(|snapshot| desk::sale::quote(snapshot, &lines(&chosen))) {
                    Ok(quote) => app
                        .printer
                        .status(&format!("{} so far.", currency.show(quote.total))),
                    Err(error) => {
                        chosen.pop();
                        app.printer.warning(error.code.as_str(), &error.message);
                    }
                }
            }
            None if chosen.is_empty() => {
                return Err(Error::new(
                    Code::Interrupted,
                    "nothing was chosen; nothing was written",
                ));
            }
            None => return Ok(chosen),
        }
    }
}

fn lines(chosen: &[(&TicketType, i64)]) -> Vec<Line> {
    let line = |(of, quantity): &(&TicketType, i64)| Line {
        ticket_type: of.id,
        quantity: *quantity,
    };
    chosen.iter().map(line).collect()
}

fn choose_customer(app: &App) -> Result<Customer> {
    let Whose(user) = app
        .prompter
        .input("Customer's e-mail or phone (empty for a walk-in)", "--user")?;
    let known = app
        .read(|snapshot| desk::user::find(snapshot, &user))?
        .is_some();
    let name = if known {
        None
    } else {
        Some(
            app.prompter
                .input::<Name>("The new customer's name", "--name")?,
        )
    };
    Ok(Customer { user, name })
}

fn choose_money(app: &App, due: Amount) -> Result<Taking> {
    if due.is_zero() {
        return Ok(Taking {
            offers: Vec::new(),
            tendered: None,
            reference: None,
        });
    }
    let methods: Vec<_> = Method::ALL
        .iter()
        .map(|method| method.as_str().to_owned())
        .collect();
    let picked = app.prompter.select("Paid by", &methods, "--pay")?;
    let method = Method::ALL.get(picked).copied().unwrap_or(Method::Cash);
    let currency = app.office()?.profile().currency;
    let tendered = if method == Method::Cash {
        let Tendered(tendered) = app
            .prompter
            .input("Tendered (empty for the exact sum)", "--tendered")?;
        tendered.map(|text| text.resolve(currency)).transpose()?
    } else {
        None
    };
    Ok(Taking {
        offers: vec![Offer {
            method,
            amount: None,
        }],
        tendered,
        reference: None,
    })
}

/// The command that does the same without a question.
fn command(
    app: &App,
    args: &SellArgs,
    chosen: &[(&TicketType, i64)],
    new: &NewOrder,
    taking: &Taking,
) -> Result<String> {
    let currency = app.currency()?;
    let mut words = vec!["boxoffice sell".to_owned()];
    let items = chosen.iter();
    words.extend(items.map(|(of, quantity)| format!("{}={quantity}", of.reference())));
    words.extend(args.terms.words());
    for Offer { method, amount } in &taking.offers {
        let sum = amount.map(|amount| format!("={}", currency.plain(amount)));
        words.push(format!("--pay {method}{}", sum.unwrap_or_default()));
    }
    let tendered = taking.tendered.map(|tendered| currency.plain(tendered));
    words.extend(tendered.map(|tendered| format!("--tendered {tendered}")));
    let reference = taking.reference.as_ref().map(Note::as_str);
    words.extend(reference.map(|reference| format!("--reference {}", quoted(reference))));
    if !matches!(new.customer.user, UserRef::WalkIn) {
        words.push(format!("--user {}", new.customer.user));
    }
    let name = new.customer.name.as_ref().map(Name::as_str);
    words.extend(name.map(|name| format!("--name {}", quoted(name))));
    if new.channel != Channel::Counter {
        words.push(format!("--channel {}", new.channel));
    }
    let note = new.note.as_ref().map(Note::as_str);
    words.extend(note.map(|note| format!("--note {}", quoted(note))));
    Ok(words.join(" "))
}

impl std::str::FromStr for Quantity {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text.trim().is_empty() {
            return Ok(Self(1));
        }
        let number = text
            .trim()
            .parse()
            .ok()
            .filter(|number| (1..=10_000).contains(number));
        number.map(Self).ok_or_else(|| {
            Error::new(
                Code::InvalidValue,
                format!("`{text}` is not a number from 1 to 10000"),
            )
        })
    }
}

impl std::str::FromStr for Tendered {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text.trim().is_empty() {
            Ok(Self(None))
        } else {
            text.parse().map(Some).map(Self)
        }
    }
}

impl std::str::FromStr for Whose {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text.trim().is_empty() {
            Ok(Self(UserRef::WalkIn))
        } else {
            text.parse().map(Self)
        }
    }
}
