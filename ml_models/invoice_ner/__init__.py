"""The sentence tagger: which words of a request for an invoice are the customer, the goods, a quantity, a price."""
