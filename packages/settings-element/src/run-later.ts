// The page's own timer, in the form that the panel takes one.

/** Runs something once after so many milliseconds; returns how to call it off. */
export function runLater(run: () => void, millis: number): () => void {
  const timer = setTimeout(run, millis);
  return () => clearTimeout(timer);
}
