// The shape of what a code says to people. Codes are for programs and never change; these words may.

/** What a code means, and what makes it go away. Plain English, whole sentences. */
export interface CodeText {
  readonly title: string;
  readonly cure: string;
}
