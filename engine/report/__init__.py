"""Answers made readable: sentences, tables, documents and pictures. Returns strings; never prints."""
