//! How the reckoning of a concert is told.

use serde::Serialize;

use super::figures::figure_columns;
use super::{FiguresView, MethodRow, ProofView, section};
use crate::domain::{
    Amount, Instant, MethodMoney, Money, Profile, Result, Settled, SettledComp, SettledType,
    Settlement, Zone, wide_sum,
};
use crate::view::{Cell, Column, Section, View};

/// How many tickets of a type went out at one price.
#[derive(Debug, Clone, Serialize)]
pub struct PriceRow {
    /// The price of one.
    pub price: Money,
    /// How many, those included that came back.
    pub sold: i64,
}

/// What one ticket type comes to.
#[derive(Debug, Clone, Serialize)]
pub struct SettledRow {
    /// `concert/type`.
    pub ticket_type: String,
    /// The type's name.
    pub name: String,
    /// Its sums.
    #[serde(flatten)]
    pub figures: FiguresView,
    /// How much of its fees was kept of what was given back.
    pub kept: Money,
    /// How much of its fees customers left to the house.
    pub donations: Money,
    /// The amount less the tax in it.
    pub net: Money,
    /// By price.
    pub prices: Vec<PriceRow>,
}

/// Tickets that were given for nothing.
#[derive(Debug, Serialize)]
pub struct CompRow {
    /// The order.
    pub order: String,
    /// `concert/type`.
    pub ticket_type: String,
    /// How many.
    pub tickets: i64,
    /// How many of them came back.
    pub returned: i64,
    /// Who approved of it.
    pub approver: String,
    /// Why, unless that was erased.
    pub reason: Option<String>,
}

/// The reckoning of a concert.
#[derive(Debug, Serialize)]
pub struct SettlementView {
    /// The concert.
    pub concert: String,
    /// Its name.
    pub name: String,
    /// When it starts.
    pub starts_at: Instant,
    /// The number it was sealed under.
    pub number: Option<i64>,
    /// When it was sealed.
    pub sealed_at: Option<Instant>,
    /// Who sealed it.
    pub sealed_by: Option<String>,
    /// What all types come to, as sealed or as it would be.
    pub total: SettledRow,
    /// By ticket type.
    pub ticket_types: Vec<SettledRow>,
    /// What changed since it was sealed, by ticket type.
    pub adjustments: Vec<SettledRow>,
    /// The amount with these changes.
    pub adjusted_amount: Money,
    /// Money of orders with nothing but tickets for it.
    pub methods: Vec<MethodRow>,
    /// Money of orders with tickets of other concerts as well.
    pub mixed_methods: Vec<MethodRow>,
    /// Tickets that were given for nothing.
    pub comps: Vec<CompRow>,
    /// Whether the figures of now add up, and how.
    pub proof: Option<ProofView>,
    /// Whether the places of now are those that the tickets say, and how.
    pub places: Option<ProofView>,
    /// Only what had happened by then.
    pub as_of: Option<Instant>,
    /// The zone its times are shown in.
    pub timezone: Zone,
}

/// What a settlement is told from.
#[derive(Debug, Clone, Copy)]
pub struct SettlementParts<'p> {
    /// The concert.
    pub concert: &'p crate::domain::Concert,
    /// What was sealed last.
    pub sealed: Option<&'p Settlement>,
    /// Its figures.
    pub settled: &'p Settled,
    /// What changed since.
    pub adjustments: &'p [SettledType],
    /// Tickets that were given for nothing.
    pub comps: &'p [SettledComp],
    /// Only what had happened by then.
    pub as_of: Option<Instant>,
}

impl SettlementView {
    /// The view of a settlement and its proof.
    pub fn of(
        parts: SettlementParts<'_>,
        [proof, places]: [Option<ProofView>; 2],
        profile: &Profile,
    ) -> Result<Self> {
        let (concert, sealed, settled) = (parts.concert, parts.sealed, parts.settled);
        let [kept, donations] = settled.kept()?;
        let total = SettledType {
            kept,
            donations,
            figures: settled.total()?,
            id: 0,
            ticket_type: concert.slug.to_string(),
            name: "Total".to_owned(),
            prices: Vec::new(),
        };
        let rows = |types: &[SettledType]| {
            let rows = types.iter().map(|of| SettledRow::of(of, profile));
            rows.collect::<Result<Vec<_>>>()
        };
        let money = |of: &[MethodMoney]| {
            let rows = of.iter().map(|of| MethodRow::of(of, profile));
            rows.collect::<Result<Vec<_>>>()
        };
        let changes = parts.adjustments.iter().map(|of| of.figures.amount);
        let adjusted = wide_sum(changes.chain([total.figures.amount]))?;
        Ok(Self {
            concert: concert.slug.to_string(),
            name: concert.name.to_string(),
            starts_at: concert.starts_at,
            number: sealed.map(|sealed| sealed.number),
            sealed_at: sealed.map(|sealed| sealed.at),
            sealed_by: sealed.map(|sealed| sealed.operator.to_string()),
            total: SettledRow::of(&total, profile)?,
            ticket_types: rows(&settled.ticket_types)?,
            adjustments: rows(parts.adjustments)?,
            adjusted_amount: profile.money(adjusted),
            methods: money(&settled.methods)?,
            mixed_methods: money(&settled.mixed)?,
            comps: comps(parts.comps, settled),
            proof,
            places,
            as_of: parts.as_of,
            timezone: concert.zone,
        })
    }

    fn prices(&self) -> Section {
        let levels = self.ticket_types.iter().flat_map(|of| {
            of.prices.iter().map(|level| {
                vec![
                    Cell::text(&of.ticket_type),
                    Cell::Money(level.price),
                    Cell::Count(level.sold),
                ]
            })
        });
        Section {
            title: "Sold by price",
            columns: vec!["TICKET TYPE", "PRICE", "SOLD"],
            rows: levels.collect(),
        }
    }
}

fn comps(of: &[SettledComp], settled: &Settled) -> Vec<CompRow> {
    let name = |comp: &SettledComp| {
        let mut types = settled.ticket_types.iter();
        let found = types.find(|of| of.id == comp.ticket_type.0);
        found.map_or_else(
            || comp.ticket_type.0.to_string(),
            |of| of.ticket_type.clone(),
        )
    };
    let row = |comp: &SettledComp| CompRow {
        order: comp.order.to_string(),
        ticket_type: name(comp),
        tickets: comp.tickets,
        returned: comp.returned,
        approver: comp.approver.to_string(),
        reason: comp.reason.as_ref().map(ToString::to_string),
    };
    of.iter().map(row).collect()
}

impl SettledRow {
    fn of(of: &SettledType, profile: &Profile) -> Result<Self> {
        let money = |amount: Amount| profile.money(amount);
        let figures = &of.figures;
        let prices = of.prices.iter().map(|level| PriceRow {
            price: money(level.price),
            sold: level.tickets,
        });
        Ok(Self {
            ticket_type: of.ticket_type.clone(),
            name: of.name.clone(),
            figures: FiguresView::of(figures, profile.currency),
            kept: money(of.kept),
            donations: money(of.donations),
            net: money(wide_sum([figures.amount, figures.tax.negated()])?),
            prices: prices.collect(),
        })
    }
}

impl View for SettledRow {
    const COLUMNS: &'static [Column] = figure_columns!(
        Column::always("ticket_type", "TICKET TYPE"),
        Column::counted("kept", "OF FEES KEPT"),
        Column::counted("donations", "OF FEES DONATED"),
        Column::always("net", "NET")
    );
    const PLURAL: &'static str = "ticket types";

    fn cells(&self) -> Vec<Cell> {
        let name = [Cell::text(&self.ticket_type)];
        let rest = [self.kept, self.donations, self.net].map(Cell::Money);
        let cells = name.into_iter().chain(self.figures.cells());
        cells.chain(rest).collect()
    }

    fn reference(&self) -> String {
        self.ticket_type.clone()
    }
}

impl View for CompRow {
    const COLUMNS: &'static [Column] = &[
        Column::always("order", "ORDER"),
        Column::always("ticket_type", "TICKET TYPE"),
        Column::always("tickets", "TICKETS"),
        Column::counted("returned", "RETURNED"),
        Column::always("approver", "APPROVED BY"),
        Column::shrinkable("reason", "REASON"),
    ];
    const PLURAL: &'static str = "comps";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.order),
            Cell::text(&self.ticket_type),
            Cell::Count(self.tickets),
            Cell::Count(self.returned),
            Cell::text(&self.approver),
            Cell::optional(self.reason.as_ref(), Cell::text),
        ]
    }

    fn reference(&self) -> String {
        self.order.clone()
    }
}

impl View for SettlementView {
    const COLUMNS: &'static [Column] = &[
        Column::always("concert", "CONCERT"),
        Column::shrinkable("name", "NAME"),
        Column::always("starts_at", "STARTS"),
        Column::counted("as_of", "AS OF"),
        Column::always("number", "NUMBER"),
        Column::counted("sealed_at", "SEALED"),
        Column::counted("sealed_by", "SEALED BY"),
        Column::always("amount", "TOTAL"),
        Column::always("tax", "TAX"),
        Column::always("net", "NET"),
        Column::always("adjusted_amount", "ADJUSTED TOTAL"),
    ];
    const PLURAL: &'static str = "settlements";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::text(&self.concert),
            Cell::text(&self.name),
            time(self.starts_at),
            Cell::optional(self.as_of, time),
            Cell::optional(self.number, Cell::Count),
            Cell::optional(self.sealed_at, time),
            Cell::optional(self.sealed_by.as_ref(), Cell::text),
            Cell::Money(self.total.figures.amount),
            Cell::Money(self.total.figures.tax),
            Cell::Money(self.total.net),
            Cell::Money(self.adjusted_amount),
        ]
    }

    fn reference(&self) -> String {
        let number = self.number.map(|number| format!("#{number}"));
        format!("{}{}", self.concert, number.unwrap_or_default())
    }

    fn sections(&self) -> Vec<Section> {
        let mut types = self.ticket_types.clone();
        types.push(self.total.clone());
        let mut sections = vec![section("Ticket types", &types), self.prices()];
        if !self.adjustments.is_empty() {
            sections.push(section(
                "Adjustments since it was sealed",
                &self.adjustments,
            ));
        }
        if !self.comps.is_empty() {
            sections.push(section("Comps", &self.comps));
        }
        sections.push(section(
            "Money of orders for this concert alone",
            &self.methods,
        ));
        if !self.mixed_methods.is_empty() {
            sections.push(section(
                "Money of orders for several concerts",
                &self.mixed_methods,
            ));
        }
        let proofs = [&self.proof, &self.places].into_iter().flatten();
        sections.extend(proofs.map(ProofView::section));
        sections
    }
}
