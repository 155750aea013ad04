import { customersMerged, customersUnmerged } from '../event-catalogue.ts'
import { reaction, type Reaction } from '../events.ts'
import { moveRows, moveRowsBack } from './move-rows.ts'

/** How a subgraph takes part in merges: its tables say by `platform.follow_merges` how their rows go. */
export const followMerges = (subgraph: string): readonly Reaction[] => [
  reaction(customersMerged, (tx, { payload }) => moveRows(tx, payload, { subgraph, alone: true })),
  reaction(customersUnmerged, (tx, { payload }) => moveRowsBack(tx, payload, { subgraph, alone: true })),
]
