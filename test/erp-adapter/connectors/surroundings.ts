import { openDatabase } from '#platform/database.ts'
import type { Secrets, Surroundings } from '../../../subgraphs/erp-adapter/connectors/connector-kind.ts'

/** What a connector is made with that needs no database of ours: its pool connects to none before it is asked. */
export const withSecrets = (secrets: Secrets): Surroundings => ({
  secrets,
  plants: ['PLANT-T'],
  db: openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none', schema: 'none' }),
})
