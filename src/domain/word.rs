//! Lists of values that are words in the database, in JSON and on the command line alike.

/// A value from a fixed list, stored and shown as one lower-case word.
pub trait Word: Copy + 'static {
    /// Every value, in the order people should see them.
    const ALL: &'static [Self];

    /// The word.
    fn as_str(self) -> &'static str;

    /// The value of a word, if it is one of the list.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.as_str() == word)
    }
}

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $variant_doc:literal])+ $variant:ident = $text:literal,)+ })+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[doc = $variant_doc])+ #[serde(rename = $text)] $variant,)+ }

        impl Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::domain::Error;

            fn from_str(text: &str) -> crate::domain::Result<Self> {
                Self::from_word(&text.to_lowercase()).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|value| value.as_str()).collect();
                    crate::domain::Error::new(
                        crate::domain::Code::InvalidValue,
                        format!("`{text}` is none of {}", known.join(", ")),
                    )
                })
            }
        }
    )+};
}

words! {
    /// What a report of sales tells apart.
    SalesBy {
        /// Ticket types.
        Type = "type",
        /// Days, by the clocks of the office or of the one concert.
        Day = "day",
        /// Concerts.
        Concert = "concert",
        /// Who sold the order.
        Operator = "operator",
        /// Where the order came from.
        Channel = "channel",
        /// The ways money moves.
        Method = "method",
    }

    /// A rule of the program that somebody may set aside for one order, with a reason. Capacity is none of them.
    OverrideKind {
        /// How many tickets of a type one order may have.
        Limit = "limit",
        /// When the sale of a type begins and ends.
        Window = "window",
        /// What a ticket costs.
        Price = "price",
        /// That a ticket which let somebody in is not given back.
        Admitted = "admitted",
    }

    /// What a fee is for that no rule makes.
    Purpose {
        /// Kept of what is given back.
        Kept = "kept",
        /// Open money that the customer leaves to the house.
        Donation = "donation",
    }

    /// Where the tax on a ticket stands.
    TaxKind {
        /// Part of the price.
        Inside = "inside",
        /// A line on top of the price.
        OnTop = "on_top",
    }

    /// What a discount or a fee is counted on.
    Per {
        /// Each ticket.
        Ticket = "ticket",
        /// The whole order.
        Order = "order",
    }

    /// Whether a concert takes place.
    ConcertStatus {
        /// It takes place as announced.
        Scheduled = "scheduled",
        /// It waits for another date.
        Postponed = "postponed",
        /// It does not take place.
        Cancelled = "cancelled",
    }

    /// What a row of a list of concerts can say; the names of the columns.
    ConcertField {
        /// The slug.
        Concert = "concert",
        /// The concert's name.
        Name = "name",
        /// The venue's name or slug.
        Venue = "venue",
        /// Where the venue is.
        Location = "location",
        /// When it starts.
        StartsAt = "starts_at",
        /// The day it starts, where the hour stands in a column of its own.
        Date = "date",
        /// The hour it starts.
        Time = "time",
        /// The zone of its times.
        Timezone = "timezone",
        /// When the doors open.
        DoorsAt = "doors_at",
        /// When it ends.
        EndsAt = "ends_at",
        /// Who plays.
        Artists = "artists",
        /// How many people it admits.
        Capacity = "capacity",
        /// Whether it takes place.
        Status = "status",
        /// What else is to be known.
        Note = "note",
        /// The list it comes from.
        Source = "source",
        /// Its key in that list.
        SourceId = "source_id",
        /// A ticket type of it.
        TicketType = "ticket_type",
        /// What people type for the ticket type.
        TicketTypeSlug = "ticket_type_slug",
        /// What a ticket of that type costs.
        Price = "price",
        /// How many of that type may go out.
        Quota = "quota",
        /// When the sale of that type begins.
        SaleStartsAt = "sale_starts_at",
        /// When the sale of that type ends.
        SaleEndsAt = "sale_ends_at",
        /// How many of that type one order may have.
        MaxPerOrder = "max_per_order",
        /// All ticket types of it, as a list.
        TicketTypes = "ticket_types",
    }

    /// What a row of a list of orders can say; the names of the columns.
    OrderField {
        /// The key under which the order is made once; rows with one key are lines of one order.
        Key = "key",
        /// The concert of the ticket type.
        Concert = "concert",
        /// The ticket type.
        TicketType = "ticket_type",
        /// How many.
        Quantity = "quantity",
        /// All lines in one cell.
        Items = "items",
        /// The customer's e-mail address or phone number.
        User = "user",
        /// The name of a customer who is new.
        Name = "name",
        /// How it is paid; a row without is an order to be paid later.
        Pay = "pay",
        /// What was handed over in cash.
        Tendered = "tendered",
        /// A slip's or a transfer's number.
        Reference = "reference",
        /// When the places go back unless paid.
        ExpiresAt = "expires_at",
        /// What else is to be known.
        Note = "note",
        /// Where it comes from.
        Channel = "channel",
    }

    /// What a row of a list of customers can say; the names of the columns.
    UserField {
        /// The name.
        Name = "name",
        /// The e-mail address.
        Email = "email",
        /// The phone number.
        Phone = "phone",
        /// What else is to be known.
        Note = "note",
    }

    /// What becomes of a row of a list.
    Outcome {
        /// It makes a concert or a ticket type.
        Created = "created",
        /// It changes what is there.
        Updated = "updated",
        /// It says what is there already.
        Unchanged = "unchanged",
        /// It says nothing that an earlier row has not said.
        Skipped = "skipped",
        /// It cannot be taken.
        Refused = "refused",
    }

    /// Whether a ticket type can be bought now, and if not, why.
    SaleState {
        /// It can.
        OnSale = "on_sale",
        /// Its sale has not begun.
        NotYet = "not_yet",
        /// Nothing is left of it, or of its concert.
        SoldOut = "sold_out",
        /// Its sale has ended, or the concert is over.
        Ended = "ended",
        /// Its concert waits for another date.
        Postponed = "postponed",
        /// Its concert does not take place.
        Cancelled = "cancelled",
    }

    /// The contract: what an order is worth to both sides now.
    OrderStatus {
        /// Being made or changed; lives only inside a transaction.
        Draft = "draft",
        /// Places are taken, money is due.
        Pending = "pending",
        /// Covered; its tickets are issued.
        Paid = "paid",
        /// Nobody paid in time; its places are free again.
        Expired = "expired",
        /// Undone; its places are free again.
        Cancelled = "cancelled",
    }

    /// Whether a hold still keeps its places.
    HoldStatus {
        /// Its places are kept from sale.
        Open = "open",
        /// Somebody gave back what was left of it.
        Released = "released",
        /// Its time is over; what was left of it is free again.
        Expired = "expired",
    }

    /// The kinds of lines an order has.
    DetailKind {
        /// Tickets sold.
        Ticket = "ticket",
        /// Tickets given back.
        Return = "return",
        /// A price reduction.
        Discount = "discount",
        /// A price on top.
        Fee = "fee",
        /// A tax on top.
        Tax = "tax",
        /// A reduction given as an apology.
        Goodwill = "goodwill",
        /// What the smallest coin leaves over.
        Rounding = "rounding",
    }

    /// The money: computed from the entries of a payment, never set.
    PaymentStatus {
        /// Less is held than is due.
        Pending = "pending",
        /// What is due is held.
        Paid = "paid",
        /// Some was paid back.
        PartlyRefunded = "partly_refunded",
        /// All was paid back.
        Refunded = "refunded",
        /// Nothing is due and nothing was ever paid.
        Void = "void",
    }

    /// The kinds of money movements.
    EntryKind {
        /// Money taken that was due.
        Receipt = "receipt",
        /// Money paid back.
        Refund = "refund",
        /// Money taken that was not due.
        Credit = "credit",
    }

    /// The ways money moves.
    Method {
        /// Notes and coins.
        Cash = "cash",
        /// A card terminal.
        Card = "card",
        /// A bank transfer.
        Transfer = "transfer",
        /// An Indonesian QR payment.
        Qris = "qris",
        /// A voucher handed in.
        Voucher = "voucher",
        /// An invoice that is paid later, recorded as paid.
        Invoice = "invoice",
    }

    /// Where a sale came from.
    Channel {
        /// The counter.
        Counter = "counter",
        /// A call.
        Phone = "phone",
        /// A web shop.
        Web = "web",
        /// The door, on the night.
        Door = "door",
        /// A file of orders.
        Import = "import",
        /// An offline terminal.
        Terminal = "terminal",
        /// A shop with printed pads.
        Consignment = "consignment",
    }

    /// The admission: whether a ticket still lets somebody in.
    TicketStatus {
        /// It admits.
        Valid = "valid",
        /// It does not admit any more.
        Void = "void",
    }

    /// What came of a code read at the door.
    ScanResult {
        /// Let in.
        Admitted = "admitted",
        /// Let in before.
        AlreadyAdmitted = "already_admitted",
        /// The ticket is void.
        Void = "void",
        /// The ticket is for another concert.
        WrongConcert = "wrong_concert",
        /// The concert is cancelled.
        ConcertCancelled = "concert_cancelled",
        /// Before the doors or after the night.
        OutsideHours = "outside_hours",
        /// No ticket has this code.
        Unknown = "unknown",
    }
}
