//! The nouns of a box office and their rules. Pure: no arguments, SQL, printing, clock or environment.

mod alphabet;
mod artist;
mod canonical;
mod change;
mod clock_time;
mod concert;
mod concert_row;
mod contact;
mod currency;
mod date_text;
mod deadline;
mod decimal;
mod discount;
mod error;
mod fee;
mod hold;
mod house;
mod id;
mod import;
mod instant;
mod item;
mod journal;
mod keep;
mod mass_refund;
mod money;
mod money_text;
mod near_item;
mod near_name;
mod near_reference;
mod near_time;
mod order;
mod order_code;
mod order_row;
mod password;
mod payment;
mod permutation;
mod pool;
mod price;
mod proof;
mod public_url;
mod rate;
mod reference;
mod report;
mod settlement;
mod slug;
mod span;
mod suggest;
mod text;
mod ticket;
mod ticket_code;
mod ticket_ref;
mod ticket_type;
mod tier;
mod time_text;
mod to_call;
mod user;
mod venue;
mod wall_clock;
mod word;
mod zone;

pub use alphabet::ALPHABET;
pub use artist::{Artist, ArtistFilter, ArtistPatch, NewArtist};
pub use change::Change;
pub use clock_time::time_of_day;
pub(crate) use concert::admits_until;
pub use concert::{
    Concert, ConcertFilter, ConcertPatch, LineUpArtist, LineUpChange, NewConcert, must_be_ahead,
    where_places_are,
};
pub use concert_row::{ConcertRow, Doors, Start, TypeRow};
pub use contact::{Email, Phone};
pub use currency::Currency;
pub use date_text::{DateText, read_date};
pub use deadline::Deadline;
pub use discount::{Discount, DiscountCode, DiscountPatch, NewDiscount, must_begin_before_end};
pub use error::{Code, Error, Result};
pub use fee::{Fee, FeePatch, NewFee};
pub use hold::{HeldType, Hold, HoldFilter, HoldPatch, NewHold};
pub use house::{Holdings, Operator, Profile, ProfilePatch};
pub use id::{
    ArtistId, ConcertId, DiscountId, FeeId, HoldEntryId, HoldId, IDS_PER_SITE, OperatorId,
    OrderDetailId, OrderId, OverrideId, PaymentEntryId, PaymentId, PaymentMoveId, PoolId, ScanId,
    SettlementId, Site, TicketId, TicketTypeId, TierId, UserId, VenueId,
};
pub use import::{
    FieldChange, ImportCounts, ImportDefaults, Odd, Oddities, Oddity, PlannedRow, Problem, Unit,
};
pub use instant::Instant;
pub use item::{Item, Pay};
pub use journal::{
    Head, HeadMark, JournalFilter, JournalLine, NO_HASH, hex, salted, sha256, sha256_half,
    sha256_hex,
};
pub use keep::{Keep, KeepText};
pub use mass_refund::{RefundResult, RefundSums, RefundedOrder, add_to};
pub use money::{Amount, Money};
pub use money_text::{MoneyText, without_sign};
pub use near_name::{NearNames, is_near};
pub use order::{
    Line, Order, OrderDetail, OrderFilter, Override, concert_of, must_expire_later,
    must_fit_an_order, share,
};
pub use order_code::OrderCode;
pub use order_row::{OrderBrief, OrderImportCounts, OrderRow};
pub use password::{Password, PasswordHash, Verdict, dummy_hash, hash, verify};
pub use payment::{Entry, Offer, Payment, PaymentFilter, settle_offers};
pub use pool::{
    Bound, InPool, NewPool, Pool, PoolFilter, PoolPatch, PoolRef, where_pooled_places_are,
};
pub use price::{PriceLine, Wanted, lines as price_lines};
pub use proof::{Equation, Term};
pub use public_url::PublicUrl;
pub use rate::{Rate, Size, Tax, apportion, part_of};
pub use reference::{
    ArtistRef, ConcertRef, DiscountRef, FeeRef, HoldRef, OrderRef, PoolName, TicketTypeRef,
    TierRef, TypeName, UserRef, VenueRef,
};
pub use report::{
    Figures, MethodMoney, OpenItem, PendingPlaces, Period, SoldType, TypeManifest, wide_sum,
};
pub use settlement::{PriceLevel, Sealed, Settled, SettledComp, SettledType, Settlement};
pub use slug::Slug;
pub use span::Span;
pub use suggest::nearest;
use text::were;
pub use text::{Name, Note, count, escape, fold, quoted};
pub use ticket::{Ticket, TicketFilter};
pub use ticket_code::TicketCode;
pub use ticket_ref::TicketRef;
pub use ticket_type::{NewTicketType, TicketType, TicketTypeFilter, TicketTypePatch};
pub use tier::{NewTier, Tier, TierPatch, in_force};
pub use time_text::TimeText;
pub use to_call::ToCall;
pub use user::{NewUser, User, UserFilter, UserImportCounts, UserPatch, UserRow, user_reference};
pub use venue::{NewVenue, Venue, VenueFilter, VenuePatch};
pub use word::{
    Channel, ConcertField, ConcertStatus, DetailKind, EntryKind, HoldStatus, Method, OrderField,
    OrderStatus, Outcome, OverrideKind, PaymentStatus, Per, Purpose, SaleState, SalesBy,
    ScanResult, TaxKind, TicketStatus, UserField, Word,
};
pub use zone::Zone;
