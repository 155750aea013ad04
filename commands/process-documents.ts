import { config } from '#platform/config.ts'
import { readDocuments } from '../gateway/documents/document-file.ts'
import type { Documents } from '../gateway/documents/documents.ts'
import { documentFile } from './graph.ts'

/** The operations that the gateway of this process takes by their ids, and whether it takes others. */
export const processDocuments = (): Documents => ({
  registered: readDocuments(config.documentsFile ?? documentFile),
  only: config.takesRegisteredOnly,
})
