// A process of its own that answers questions: servers under load, and the one that loads them.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A running process. `ask` sends a question and waits for its answer. */
export interface Child<Question, Answer> {
  readonly pid: number;
  ask(question: Question): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a file of this folder; `options` reaches it as JSON in its first argument. */
export async function startChild<Question, Answer>(
  file: string,
  options: unknown,
): Promise<Child<Question, Answer>> {
  const child = fork(file, [JSON.stringify(options)], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await nextMessage(child);
  let isBusy: Promise<unknown> = Promise.resolve();
  const ask = async (question: Question): Promise<Answer> => {
    const answer = nextMessage(child);
    child.send(question as object);
    return (await answer) as Answer;
  };
  return {
    pid: child.pid ?? 0,
    ask: (question) => {
      const asked = isBusy.then(() => ask(question));
      isBusy = asked.catch(() => undefined);
      return asked;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** In such a process: says that it is ready, then answers one question after another until its parent lets go. */
export function answerQuestions<Question, Answer>(
  answer: (question: Question) => Promise<Answer>,
  end: () => Promise<void> = () => Promise.resolve(),
): void {
  process.on('message', (question: Question) => {
    answer(question).then(
      (given) => process.send?.({ given }),
      (error: unknown) => process.send?.({ failure: error instanceof Error ? error.stack : String(error) }),
    );
  });
  process.on('disconnect', () => void end().finally(() => process.exit(0)));
  process.send?.({ given: 'ready' });
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const message = new Promise<{ readonly given?: unknown; readonly failure?: string }>((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`A process of the bench ended with ${code}.`));
    child.once('exit', onExit);
    child.once('message', (received) => {
      child.off('exit', onExit);
      resolve(received as { readonly given?: unknown; readonly failure?: string });
    });
  });
  const { given, failure } = await message;
  if (failure !== undefined) throw new Error(failure);
  return given;
}
