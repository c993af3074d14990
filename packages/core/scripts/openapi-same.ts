// How a schema of an answer is held equal to its type: by the compiler.

import * as z from 'zod/mini';

export const dateTime = z.iso.datetime();

type Plain<T> = T extends readonly (infer Member)[]
  ? Plain<Member>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<Exclude<T[Key], undefined>> }
    : T;
export type Same<Schema, Type> = [Plain<z.output<Schema>>, Plain<Type>] extends [
  Plain<Type>,
  Plain<z.output<Schema>>,
]
  ? true
  : false;
