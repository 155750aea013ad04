import { configurationOf } from '../../subgraphs/erp-adapter/models/configuration.ts'
import type { OptionRow } from '../../subgraphs/erp-adapter/models/model-store.ts'

/** What is on a car, as the questions ask for it. */
export const chosen = (options: readonly OptionRow[], ordered: readonly string[]): readonly object[] =>
  configurationOf(options, ordered).map(({ family, code, choiceEn }) => ({ family, code, choiceEn }))
