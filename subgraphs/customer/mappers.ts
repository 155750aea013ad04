export type { CustomerRow as CustomerMapper } from './profile/customer-store.ts'
