import { openDatabase, type Database } from '#platform/database.ts'

/** The database of a graph as a further process of the adapter has it open; to be closed by the caller. */
export const openStore = ({ databaseUrl }: { readonly databaseUrl: string }): Database =>
  openDatabase({ url: databaseUrl, schema: 'erp_adapter' })
