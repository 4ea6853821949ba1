"""Read texts with spaCy and leave out what is not the article.

python with_spacy.py FILE...
"""

import sys
from pathlib import Path

import spacy

nlp = spacy.blank("xx")  # or any pipeline, such as spacy.load("en_core_web_sm")
nlp.add_pipe("newsclean", first=True, config={"pipeline": {"preset": "standard"}})
nlp.add_pipe("sentencizer")

for doc in nlp.pipe(Path(name).read_text("utf-8") for name in sys.argv[1:]):
    for span in doc.spans["newsclean"]:
        print(f"{span.label_:18} {span.id_:28} {span.text.strip()!r}")
    noise = {token.i for span in doc.spans["newsclean"] for token in span}
    print(sum(token.is_alpha for token in doc if token.i not in noise), "words of the article")
    print("to the character:", doc._.newsclean)
