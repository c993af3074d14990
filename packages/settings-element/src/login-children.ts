// The children a page puts into <team-sso-login>: named ones find their place, the fallback form gives way.

const PLACES = ['logo', 'heading', 'legal', 'extra-methods', 'help'] as const;
export type LoginPlace = (typeof PLACES)[number];

export interface LoginChildren {
  readonly placed: Readonly<Record<LoginPlace, readonly Element[]>>;
  /** What was typed into the fallback form before this script came. */
  readonly email: string;
  /** Hidden fields of the fallback form: what the page wants back with the password, such as where to go next. */
  readonly hidden: readonly HTMLInputElement[];
}

/** Takes the children out of the element, so that it can render in their stead. */
export function takeChildren(element: HTMLElement): LoginChildren {
  const children = [...element.children];
  const email = element.querySelector<HTMLInputElement>('form input[name="email"]')?.value ?? '';
  const hidden = [...element.querySelectorAll<HTMLInputElement>('input[type="hidden"][name]')].filter(
    ({ name }) => name !== 'email' && name !== 'password',
  );
  const placedIn = (place: LoginPlace): Element[] => children.filter((child) => child.slot === place);
  const placed = {
    logo: placedIn('logo'),
    heading: placedIn('heading'),
    legal: placedIn('legal'),
    'extra-methods': placedIn('extra-methods'),
    help: placedIn('help'),
  };
  element.replaceChildren();
  for (const heading of placed.heading) {
    heading.setAttribute('data-part', 'heading');
    heading.setAttribute('tabindex', '-1');
  }
  return { placed, email, hidden };
}
