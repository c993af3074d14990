// Sections that most visits never need: each is a chunk of its own, loaded when it is first shown.

const LOADERS = {
  summary: () => import('./sections/summary.ts'),
  guides: () => import('./guide-choice.ts'),
  products: () => import('./provider-diagnosis.ts'),
  form: () => import('./sections/form.ts'),
  dialogs: () => import('./sections/dialogs.ts'),
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

/** Loads parts once each; a failed load is tried again the next time it is asked for. */
export class PartLoader {
  readonly #loaded: { -readonly [Name in keyof LazyParts]?: LazyParts[Name] } = {};
  readonly #loading = new Map<keyof LazyParts, Promise<unknown>>();
  readonly #onLoad: (part: LazyParts[keyof LazyParts]) => void;

  constructor(onLoad: (part: LazyParts[keyof LazyParts]) => void) {
    this.#onLoad = onLoad;
  }

  /** The part if it is there; otherwise it is asked for. */
  get<Name extends keyof LazyParts>(name: Name): LazyParts[Name] | null {
    const part = this.#loaded[name];
    if (part) return part;
    // Offline, or a new version was deployed: the rest of the panel goes on.
    this.load(name).catch(() => {});
    return null;
  }

  /** When no part is on its way any more. */
  get complete(): Promise<unknown> {
    return Promise.allSettled(this.#loading.values());
  }

  /** The part once it is there. @throws when it can't be loaded. */
  async load<Name extends keyof LazyParts>(name: Name): Promise<LazyParts[Name]> {
    const loading = this.#loading.get(name) ?? this.#import(name);
    this.#loading.set(name, loading);
    await loading;
    const part = this.#loaded[name];
    if (!part) throw new TypeError(`the part ${name} is not there`);
    return part;
  }

  async #import(name: keyof LazyParts): Promise<void> {
    const part = await LOADERS[name]().catch((error: unknown) => {
      this.#loading.delete(name);
      throw error;
    });
    Object.assign(this.#loaded, { [name]: part });
    this.#onLoad(part);
  }
}
