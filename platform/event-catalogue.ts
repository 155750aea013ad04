// All events that subgraphs tell each other, by who tells them. The key, which orders them, is named with each.

export * from './catalogue/activity-event.ts'
export * from './catalogue/customer-events.ts'
export * from './catalogue/erp-events.ts'
export * from './catalogue/privacy-events.ts'
export * from './catalogue/sales-events.ts'
export * from './catalogue/service-events.ts'
