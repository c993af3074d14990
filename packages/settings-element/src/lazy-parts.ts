// Sections that most visits never need: each is a chunk of its own, loaded when it is first shown.

const LOADERS = {
  testing: () => import('./sections/test-result.ts'),
  activity: () => import('./sections/activity.ts'),
  safety: () => import('./sections/safety.ts'),
  importing: () => import('./sections/metadata-import.ts'),
  options: () => import('./sections/connection-options.ts'),
  metadata: () => import('./sections/metadata-review.ts'),
  certificates: () => import('./sections/remove-certificate.ts'),
  domains: () => import('./sections/domains.ts'),
  people: () => import('./sections/people.ts'),
  move: () => import('./sections/move.ts'),
} as const;

/** The modules by name. */
export type LazyParts = {
  readonly [Name in keyof typeof LOADERS]: Awaited<ReturnType<(typeof LOADERS)[Name]>>;
};

/** Loads parts once each; a failed load is tried again the next time it is asked for after an update. */
export class PartLoader {
  readonly #loaded: { -readonly [Name in keyof LazyParts]?: LazyParts[Name] } = {};
  readonly #loading = new Set<keyof LazyParts>();
  readonly #onLoad: () => void;

  constructor(onLoad: () => void) {
    this.#onLoad = onLoad;
  }

  get<Name extends keyof LazyParts>(name: Name): LazyParts[Name] | null {
    const part = this.#loaded[name];
    if (part) return part;
    if (!this.#loading.has(name)) void this.#load(name);
    return null;
  }

  async #load<Name extends keyof LazyParts>(name: Name): Promise<void> {
    this.#loading.add(name);
    try {
      const part = (await LOADERS[name]()) as LazyParts[Name];
      Object.assign(this.#loaded, { [name]: part });
      this.#onLoad();
    } catch {
      // Offline, or a new version was deployed: the rest of the panel goes on.
      this.#loading.delete(name);
    }
  }
}
