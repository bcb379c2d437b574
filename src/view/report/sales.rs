//! How it is told what was sold, and what money moved.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::figures::figure_columns;
use super::{FiguresView, ProofView, section};
use crate::domain::{Instant, Method, MethodMoney, Money, Profile, Result, SalesBy, Zone};
use crate::view::{Cell, Column, Section, View};

/// What one type, day, concert, operator or channel sums to; in JSON its name stands under the word for it.
#[derive(Debug, Clone)]
pub struct SalesRow {
    /// What is told apart.
    pub by: SalesBy,
    /// Its name.
    pub name: String,
    /// Its sums.
    pub figures: FiguresView,
}

/// What moved by one method.
#[derive(Debug, Clone, Serialize)]
pub struct MethodRow {
    /// The method.
    pub method: Method,
    /// Receipts and credits, but for those that came of another order.
    pub received: Money,
    /// Refunds, but for those that went to another order.
    pub refunded: Money,
    /// Received less refunded.
    pub net: Money,
    /// What came of other orders.
    pub moved_in: Money,
    /// What went to other orders.
    pub moved_out: Money,
}

/// Sales, with money by method.
#[derive(Debug, Serialize)]
pub struct SalesReportView {
    /// The one concert it is about.
    pub concert: Option<String>,
    /// From this moment on.
    pub from: Option<Instant>,
    /// Before this moment.
    pub before: Option<Instant>,
    /// Tickets that went out less those given back.
    pub tickets: i64,
    /// What all lines sum to.
    pub amount: Money,
    /// What all methods took less what they paid back.
    pub money: Money,
    /// What is told apart.
    pub by: SalesBy,
    /// By what is told apart; empty where that are the methods.
    pub sales: Vec<SalesRow>,
    /// By method.
    pub methods: Vec<MethodRow>,
    /// What all rows sum to.
    pub total: FiguresView,
    /// Whether it adds up, and how.
    pub proof: ProofView,
    /// Only what had happened by then.
    pub as_of: Option<Instant>,
    /// The zone its times are shown in.
    pub timezone: Zone,
}

macro_rules! told_apart {
    ($($(#[doc = $doc:literal])+ $name:ident: $by:ident, $column:literal, $heading:literal, $plural:literal;)+) => {
        $($(#[doc = $doc])+
        #[derive(Debug, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub SalesRow);

        impl View for $name {
            const COLUMNS: &'static [Column] = figure_columns!(Column::always($column, $heading));
            const PLURAL: &'static str = $plural;

            fn cells(&self) -> Vec<Cell> {
                let name = [Cell::text(&self.0.name)];
                name.into_iter().chain(self.0.figures.cells()).collect()
            }

            fn reference(&self) -> String {
                self.0.name.clone()
            }
        })+

        impl SalesRow {
            /// The key of its name in JSON.
            const fn key(&self) -> &'static str {
                match self.by { $(SalesBy::$by => $column,)+ SalesBy::Method => "method" }
            }
        }

        fn sales_section(by: SalesBy, rows: &[SalesRow]) -> Option<Section> {
            let rows = rows.iter().cloned();
            match by {
                $(SalesBy::$by => Some(section("Sales", &rows.map($name).collect::<Vec<_>>())),)+
                SalesBy::Method => None,
            }
        }
    };
}

told_apart! {
    /// Sales of one ticket type.
    ByType: Type, "ticket_type", "TICKET TYPE", "sales";
    /// Sales of one day.
    ByDay: Day, "day", "DAY", "sales";
    /// Sales of one concert.
    ByConcert: Concert, "concert", "CONCERT", "sales";
    /// Sales of one operator.
    ByOperator: Operator, "operator", "OPERATOR", "sales";
    /// Sales by one channel.
    ByChannel: Channel, "channel", "CHANNEL", "sales";
}

impl Serialize for SalesRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let figures = &self.figures;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(self.key(), &self.name)?;
        map.serialize_entry("sold", &figures.sold)?;
        map.serialize_entry("returned", &figures.returned)?;
        map.serialize_entry("tickets", &figures.tickets)?;
        map.serialize_entry("amount", &figures.amount)?;
        map.serialize_entry("comp", &figures.comp)?;
        map.serialize_entry("gross", &figures.gross)?;
        map.serialize_entry("returns", &figures.returns)?;
        map.serialize_entry("discounts", &figures.discounts)?;
        map.serialize_entry("fees", &figures.fees)?;
        map.serialize_entry("tax_on_top", &figures.tax_on_top)?;
        map.serialize_entry("goodwill", &figures.goodwill)?;
        map.serialize_entry("rounding", &figures.rounding)?;
        map.serialize_entry("tax", &figures.tax)?;
        map.end()
    }
}

impl MethodRow {
    /// The view of what moved by a method.
    pub fn of(of: &MethodMoney, profile: &Profile) -> Result<Self> {
        Ok(Self {
            method: of.method,
            received: profile.money(of.received),
            refunded: profile.money(of.refunded),
            net: profile.money(of.net()?),
            moved_in: profile.money(of.moved_in),
            moved_out: profile.money(of.moved_out),
        })
    }
}

impl View for MethodRow {
    const COLUMNS: &'static [Column] = &[
        Column::always("method", "METHOD"),
        Column::always("received", "RECEIVED"),
        Column::always("refunded", "REFUNDED"),
        Column::counted("moved_in", "MOVED IN"),
        Column::counted("moved_out", "MOVED OUT"),
        Column::always("net", "NET"),
    ];
    const PLURAL: &'static str = "methods";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.method),
            Cell::Money(self.received),
            Cell::Money(self.refunded),
            Cell::Money(self.moved_in),
            Cell::Money(self.moved_out),
            Cell::Money(self.net),
        ]
    }

    fn reference(&self) -> String {
        self.method.to_string()
    }
}

impl View for SalesReportView {
    const COLUMNS: &'static [Column] = &[
        Column::always("concert", "CONCERT"),
        Column::always("from", "FROM"),
        Column::always("before", "BEFORE"),
        Column::counted("as_of", "AS OF"),
        Column::always("tickets", "TICKETS"),
        Column::always("amount", "AMOUNT"),
        Column::always("money", "MONEY"),
    ];
    const PLURAL: &'static str = "reports";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::optional(self.concert.as_ref(), Cell::text),
            Cell::optional(self.from, time),
            Cell::optional(self.before, time),
            Cell::optional(self.as_of, time),
            Cell::Count(self.tickets),
            Cell::Money(self.amount),
            Cell::Money(self.money),
        ]
    }

    fn reference(&self) -> String {
        self.concert.clone().unwrap_or_default()
    }

    fn sections(&self) -> Vec<Section> {
        let money = [section("Money", &self.methods), self.proof.section()];
        sales_section(self.by, &self.sales)
            .into_iter()
            .chain(money)
            .collect()
    }
}
