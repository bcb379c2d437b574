-- What an order has of one ticket type is found by both, so that a sale takes no longer after a hundred thousand others.

PRAGMA user_version = 9;

DROP INDEX order_details_ticket_type;
CREATE INDEX order_details_ticket_type ON order_details (ticket_type_id, order_id);

DROP INDEX tickets_ticket_type;
CREATE INDEX tickets_ticket_type ON tickets (ticket_type_id, order_id);
