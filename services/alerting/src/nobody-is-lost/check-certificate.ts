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

const notInShape = (issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined): string =>
  `This is no certificate: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();

type Certificate = { readonly statement: Statement } & Readonly<Record<'signature' | 'key' | 'certificate', string>>;
const findingsIn = ({ statement, signature, key, certificate }: Certificate, expectedKey: string | undefined): readonly string[] => [
  ...(isSigned(canonicalText(statement), { signature, key }) ? [] : ['The signature does not fit what the certificate says.']),
  ...(expectedKey === undefined || expectedKey === key ? [] : ['It was signed with another key than the one that was expected.']),
  ...(certificate === certificateId(statement.trust, statement.on) ? [] : ['Its number is not that of its trust and day.']),
  ...wrongSums(statement),
];

/**
 * Checks a certificate without any history: its shape, its signature, its sums, and that it is the one of its trust and day. With a key
 * that is known from elsewhere, also that it was signed with that one: anybody can sign with a key of his own.
 */
export const checkCertificate = (text: string, expectedKey?: string): CheckedCertificate => {
  const content = withoutAdvice(parsed(text));
  const shape = alerting.certificateIssued.data.safeParse(content);
  if (!shape.success) return { ...unknown, findings: [notInShape(shape.error.issues[0])] };
  const found = content as Certificate;
  const { statement, key } = found;
  const findings = findingsIn(found, expectedKey);
  return { trust: statement.trust, on: statement.on, key, exceptions: statement.exceptions.length, findings };
};
