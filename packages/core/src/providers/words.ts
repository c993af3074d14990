// The sentences of a guide or a diagnosis in one language, by key.

/** Sentences by key. In them, `**bold**` marks words exactly as the provider's screen shows them; nothing else is markup. */
export type Words = Readonly<Record<string, string>>;

/** The same keys in another language: a key that is missing, or one too many, fails the build. */
export type Translation<Source extends Words> = { readonly [Key in keyof Source]: string };

/** The sentences `stem.1`, `stem.2` … as far as they are numbered without a gap. */
export function numbered(words: Words, stem: string): readonly string[] {
  const sentences: string[] = [];
  for (let sentence = words[`${stem}.1`]; sentence !== undefined;) {
    sentences.push(sentence);
    sentence = words[`${stem}.${sentences.length + 1}`];
  }
  return sentences;
}
