import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { optionalTextOf } from '../checked-input.ts'
import { requestEntity } from './request-entity.ts'
import {
  alreadyThere,
  refuseClosed,
  requestNotFound,
  type DepartmentOutcome,
  type RequestClosed,
  type RequestNotFound,
  type RequestSuccess,
} from './request-outcomes.ts'
import { lockRequest, placeRequest } from './request-writes.ts'
import { enterStep, leaveStep } from './step-writes.ts'
import { tellOfRequest } from './tell-of-request.ts'

type Outcome =
  | RequestSuccess<'ForwardRequestSuccess'>
  | DepartmentOutcome<'RequestAlreadyThere'>
  | RequestClosed
  | RequestNotFound

export const requestForwardingResolvers: Resolvers = {
  Mutation: {
    forwardRequest(_, { input }, ctx) {
      const { requestId, department } = input
      const note = optionalTextOf('note', input.note, 2000)
      const ownerId = optionalTextOf('ownerId', input.ownerId, 200)
      const ownerName = optionalTextOf('ownerName', input.ownerName, 200)
      if (ownerId === null && ownerName !== null)
        throw new Fault('BAD_USER_INPUT', 'ownerName is the name of ownerId: give both or neither.')
      const owner = ownerId === null ? null : { id: ownerId, name: ownerName, department }
      const { now: at, principal } = ctx
      return mutate(ctx, 'forwardRequest', input, async (tx): Promise<Outcome> => {
        const request = await lockRequest(tx, requestId)
        if (request === undefined) return requestNotFound(requestId)
        const closed = refuseClosed(request)
        if (closed !== null) return closed
        if (request.department === department) return alreadyThere(department)
        await leaveStep(tx, requestId, at)
        await placeRequest(tx, requestId, { department, owner })
        await enterStep(tx, requestId, { department, at, by: principal.name, note })
        const formerOwner = owner === null || owner.id === request.ownerId ? null : request
        const told = { departments: [department], from: request.department, by: principal.name, at, formerOwner }
        await tellOfRequest(tx, request, { kind: 'FORWARDED', ...told })
        return { __typename: 'ForwardRequestSuccess', requestId }
      })
    },
  },
  ForwardRequestSuccess: { request: ({ requestId }, _, ctx) => existing(requestEntity.by.id(ctx, requestId)) },
}
