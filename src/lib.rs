//! A command-line box office: one program and one `SQLite` file that run a venue's whole ticket sale.
//!
//! In reading order: the nouns and their rules ([`domain`]), what can be done at the desk ([`desk`]), the front door
//! ([`office`]), the rows ([`repository`]) and the store ([`db`]); files of rows ([`import`]); then what people see: one struct per answer
//! ([`view`]), how it is printed ([`output`]), and the command line ([`cli`]).

pub mod domain;

pub mod desk;
pub mod office;

pub mod db;
pub mod repository;

pub mod import;

pub mod cli;
pub mod output;
pub mod view;
