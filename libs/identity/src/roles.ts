/** What a person may be in the system. One person can be several. */
export const roles = [
  'clinical-nurse-specialist',
  'support-worker',
  'consultant',
  'pathway-coordinator',
  'letters-clerk',
  'alliance-analyst',
  'auditor',
  'clinical-safety-officer',
  'trust-admin',
  'platform-admin',
  'patient',
] as const;
export type Role = (typeof roles)[number];

/** As written on screen. */
export const roleNames: Readonly<Record<Role, string>> = {
  'clinical-nurse-specialist': 'Clinical nurse specialist',
  'support-worker': 'Support worker',
  consultant: 'Consultant',
  'pathway-coordinator': 'Pathway coordinator',
  'letters-clerk': 'Letters clerk',
  'alliance-analyst': 'Alliance analyst',
  auditor: 'Auditor',
  'clinical-safety-officer': 'Clinical safety officer',
  'trust-admin': 'Trust administrator',
  'platform-admin': 'Platform administrator',
  patient: 'Patient',
};

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/** Who is asking, from a verified token and nothing else. */
export interface Person {
  readonly subject: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** ODS codes of the trusts this person works for. */
  readonly trusts: readonly string[];
  /** Body and number of a professional registration on record, such as "NMC 00A0000X". */
  readonly registration?: string;
}

/** A program of ours with a service token: it may read published history and nothing else. */
export interface ServiceCaller {
  readonly service: string;
}

export const hasRole = (person: Person, ...wanted: readonly Role[]): boolean => wanted.some((role) => person.roles.includes(role));
