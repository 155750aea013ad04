import type { ChangePage, Changes, Connector, Topic } from '../../../subgraphs/erp-adapter/connectors/connector.ts'

/** Reads a topic to its end; what was told whole is marked. */
export async function readTopic<Name extends Topic>(topic: Name, connector: Connector, from: string | null = null) {
  const rows: Changes[Name][] = []
  for (let mark = from, pages = 1; ; pages++) {
    const page: ChangePage<Changes[Name]> = await connector.changes(topic, mark, AbortSignal.timeout(20_000))
    rows.push(...page.rows)
    mark = page.mark
    if (!page.more) return { rows, mark, pages, whole: page.whole !== undefined }
  }
}
