import { canonicalText } from '@rms/read-models';
import { isSigned } from '@rms/service-kit';
import type { CertificateCopy } from '../../copies/watch.projection.js';
import { certificateModel, type CertificateModel } from './certificate.model.js';

/** A certificate as it is shown, its signature checked now; nothing where the copy holds none. */
export const signedCertificate = ({ issued }: Pick<CertificateCopy, 'issued'>): CertificateModel | undefined =>
  issued === undefined ? undefined : certificateModel(issued, isSigned(canonicalText(issued.statement), issued));
