"""What a spaCy pipeline may consist of. The list lives here and is never read from a file.

A pipeline's config names functions by registry and name (`@architectures = "spacy.HashEmbedCNN.v2"`); every installed
package may have registered more, some of which read files, fetch or call what they are given. Only these are taken,
all of them arithmetic. Components that wrap other libraries (transformers, PyTorch) keep pickles inside and are not.
"""

LANGUAGES = frozenset({"en", "hi", "xx"})
COMPONENTS = frozenset({"tok2vec", "ner", "senter", "sentencizer", "tagger", "textcat", "textcat_multilabel"})
FUNCTIONS = {
    "@tokenizers": frozenset({"spacy.Tokenizer.v1"}),
    "@vectors": frozenset({"spacy.Vectors.v1"}),
    "@architectures": frozenset(
        {
            "spacy.HashEmbedCNN.v2",
            "spacy.Tok2Vec.v2",
            "spacy.Tok2VecListener.v1",
            "spacy.MultiHashEmbed.v2",
            "spacy.MaxoutWindowEncoder.v2",
            "spacy.MishWindowEncoder.v2",
            "spacy.TransitionBasedParser.v2",
            "spacy.Tagger.v2",
            "spacy.TextCatEnsemble.v2",
            "spacy.TextCatBOW.v2",
            "spacy.TextCatBOW.v3",
            "spacy.TextCatCNN.v2",
            "spacy.TextCatReduce.v1",
        }
    ),
    "@scorers": frozenset(
        {
            "spacy.ner_scorer.v1",
            "spacy.senter_scorer.v1",
            "spacy.tagger_scorer.v1",
            "spacy.textcat_scorer.v1",
            "spacy.textcat_scorer.v2",
            "spacy.textcat_multilabel_scorer.v1",
            "spacy.textcat_multilabel_scorer.v2",
        }
    ),
    # Only looked at when training goes on, never when a pipeline serves; known all the same.
    "@readers": frozenset({"spacy.Corpus.v1"}),
    "@loggers": frozenset({"spacy.ConsoleLogger.v1"}),
    "@batchers": frozenset({"spacy.batch_by_words.v1"}),
    "@optimizers": frozenset({"Adam.v1"}),
    "@schedules": frozenset({"compounding.v1", "warmup_linear.v1"}),
}
OF_VOCABULARY = frozenset({"strings.json", "lookups.bin", "vectors", "key2row", "vectors.cfg"})
OF_COMPONENT = frozenset({"model", "moves", "cfg"})
OF_PIPELINE = frozenset({"config.cfg", "meta.json", "tokenizer"})
