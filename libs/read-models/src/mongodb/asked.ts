import { StoreUnavailable } from '@rms/event-sourcing';
import mongoose from 'mongoose';

const { mongo, MongooseError } = mongoose;

/** What is said of a read model that does not answer. */
export const away = 'The read model';

/** Whether it says that there is a document of that id already. */
export const isDuplicate = (error: unknown): boolean => error instanceof mongo.MongoServerError && error.code === 11_000;

// What MongoDB answers to a document or a question that it does not take, however often it is asked.
const refused: ReadonlySet<unknown> = new Set([2, 9, 14, 16, 52, 56, 57, 66, 121, 168, 171, 10334, 17280, 17419, 17420]);

const isOnItsOwnAccount = (error: Error): boolean => {
  if (error instanceof mongo.MongoServerError) return refused.has(error.code);
  return [mongo.MongoInvalidArgumentError, mongo.BSON.BSONError, mongoose.Error.CastError].some((kind) => error instanceof kind);
};

// The server’s own words may hold the document that they are about.
const reasonOf = (error: Error): string => {
  if (!(error instanceof mongo.MongoServerError)) return error.message;
  const { codeName, code } = error as { readonly codeName?: string; readonly code?: number | string };
  return codeName ?? `error ${String(code ?? 'without a number')}`;
};

const toldOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if (isOnItsOwnAccount(error)) return new Error(`The read model does not take this: ${error.name}, ${kindOf(error)}.`);
  if (error instanceof mongo.MongoError || error instanceof MongooseError) return new StoreUnavailable(reasonOf(error), away);
  return error;
};

const kindOf = (error: Error): string => (error instanceof mongo.MongoServerError ? reasonOf(error) : 'before it was sent');

/**
 * Asks the server. Rejects with `StoreUnavailable` where another try may help, and with an error of its own where none will: a
 * document that is too long, a question that is none. No error holds content.
 */
export const asked = async <T>(question: () => Promise<T>): Promise<T> => {
  try {
    return await question();
  } catch (error) {
    throw toldOf(error);
  }
};
