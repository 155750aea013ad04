// The words of GS1's Core Business Vocabulary 2.0.

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const businessSteps = words(`
  accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting
  decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting
  installing killing loading other packing picking receiving removing repackaging repairing replacing reserving
  retail_selling sampling sensor_reporting shipping staging_outbound stock_taking stocking storing transforming
  transporting unloading unpacking void_shipping`)

export const dispositions = words(`
  active available completeness_inferred completeness_verified conformant container_closed container_open damaged
  destroyed dispensed disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance
  mismatch_quantity needs_replacement no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled
  reserved retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable unknown`)

const cbvUri =
  /^(?:https:\/\/ref\.gs1\.org\/cbv\/(?:BizStep|Disp)-|urn:epcglobal:cbv:(?:bizstep|disp):|cbv:(?:BizStep|Disp)-)(.+)$/

/** A CBV URI as its bare word; any other text as it is. */
export const bareWord = (text: string): string => (text.includes(':') ? (cbvUri.exec(text)?.[1] ?? text) : text)

/** What stands alone must be a word of the vocabulary; whoever writes a URI may mean what he likes. */
export const isTerm = (text: string, vocabulary: ReadonlySet<string>): boolean =>
  vocabulary.has(bareWord(text)) || (isUri(text) && !cbvUri.test(text))

export const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text)
