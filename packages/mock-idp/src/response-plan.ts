// What a response is built from, once every default is known.

import type { BuildResponseOptions, Person } from './response-options.ts';
import type { ResponseShape } from './shapes/shape.ts';

/** The options with every default that more than one place needs. */
export interface ResponsePlan {
  readonly options: BuildResponseOptions;
  readonly shape: ResponseShape;
  readonly person: Person;
  readonly idpEntityId: string;
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly inResponseTo: string | null;
  readonly responseId: string;
  readonly assertionId: string;
}
