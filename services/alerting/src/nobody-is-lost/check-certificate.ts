import { alerting } from '@rms/contracts';
import { canonicalText } from '@rms/read-models';
import { isSigned } from '@rms/service-kit';
import { wrongSums } from './adds-up.js';
import { certificateId, type Statement } from './certificate.aggregate.js';

/** What a certificate that came from outside says, and everything that is wrong with it. Nothing wrong: it is as it was signed. */
export interface CheckedCertificate {
  readonly trust: string;
  readonly on: string;
  readonly key: string;
  readonly exceptions: number;
  readonly findings: readonly string[];
}

const unknown: Omit<CheckedCertificate, 'findings'> = { trust: '', on: '', key: '', exceptions: 0 };

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A certificate says how it is signed, so that whoever holds it alone can check it; that sentence is not signed. */
const withoutAdvice = (content: unknown): unknown => {
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'how'));
};

interface Signed {
  readonly certificate: string;
  readonly statement: Statement;
  readonly signature: string;
  readonly key: string;
}
/** The certificate in a text, or in what it is none. */
const certificateIn = (text: string): Signed | string => {
  const content = withoutAdvice(parsed(text));
  const shape = alerting.certificateIssued.data.safeParse(content);
  if (shape.success) return content as Signed;
  const [issue] = shape.error.issues;
  return `This is no certificate: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
};

const wrongIn = ({ certificate, statement, signature, key }: Signed, expectedKey: string): readonly string[] => [
  ...(isSigned(canonicalText(statement), { signature, key }) ? [] : ['The signature does not fit what the certificate says.']),
  ...(expectedKey === key ? [] : ['It was signed with another key than the one that was expected.']),
  ...(certificate === certificateId(statement.trust, statement.on) ? [] : ['Its number is not that of its trust and day.']),
  ...wrongSums(statement),
];

/**
 * Checks a certificate without any history: its shape, its signature, its sums, and that it is the one of its trust and day. With a key
 * that is known from elsewhere, also that it was signed with that one: anybody can sign with a key of his own.
 */
export const checkCertificate = (text: string, expectedKey?: string): CheckedCertificate => {
  const signed = certificateIn(text);
  if (typeof signed === 'string') return { ...unknown, findings: [signed] };
  const { statement, key } = signed;
  const findings = wrongIn(signed, expectedKey ?? key);
  return { trust: statement.trust, on: statement.on, key, exceptions: statement.exceptions.length, findings };
};
