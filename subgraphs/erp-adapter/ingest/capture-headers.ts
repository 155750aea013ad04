import { captureLimit } from './capture-document.ts'
import { jsonTypes } from './media-types.ts'

/** Bytes of one document at the most: 8 MiB. */
export const fileSizeLimit = 8 * 1024 * 1024

/** The versions of EPCIS and of its vocabulary that are spoken, on every answer. */
export const versionHeaders = { 'gs1-epcis-version': '2.0.0', 'gs1-cbv-version': '2.0.0' } as const

/** What a client may know before it sends: the versions understood and the limits of one document. */
export const captureHeaders = {
  allow: 'OPTIONS, POST',
  'accept-post': jsonTypes.join(', '),
  'gs1-epcis-min': '2.0.0',
  'gs1-epcis-max': '2.0.0',
  'gs1-cbv-min': '2.0.0',
  'gs1-cbv-max': '2.0.0',
  'gs1-epcis-capture-limit': String(captureLimit),
  'gs1-epcis-capture-file-size-limit': String(fileSizeLimit),
  'gs1-capture-error-behaviour': 'rollback, proceed',
  'gs1-extensions': 'autograph=https://autograph.example/epcis/',
} as const
