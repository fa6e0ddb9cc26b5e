import { Controller, type Type } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { Consumer } from '@rms/read-models';
import type { Delivery, Message } from '@rms/messaging';

/** A Nest controller whose event handlers bring each heard contract to the service's consumer. */
export const factsControllerFor = (consumer: Consumer, contracts: readonly string[]): Type => {
  @Controller()
  class FactsController {
    @EventPattern<string[]>([...contracts, 'tombstone'])
    async heard(@Payload() message: Message, @Ctx() _delivery: Delivery): Promise<void> {
      await consumer.take({ message });
    }
  }
  return FactsController;
};
