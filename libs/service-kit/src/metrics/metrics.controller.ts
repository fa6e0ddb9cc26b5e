import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Metrics } from '@rms/telemetry';
import type { Response } from 'express';
import { OpenToAll } from '../caller.js';
import { metricsToken } from '../tokens.js';

/** The numbers of this service for a Prometheus server. They hold counts and times by trust, feed and topic, and nothing about a person. */
@Controller('metrics')
@OpenToAll()
export class MetricsController {
  constructor(@Inject(metricsToken) private readonly metrics: Metrics) {}

  @Get()
  async read(@Res({ passthrough: true }) response: Response): Promise<string> {
    response.type(this.metrics.contentType);
    return this.metrics.text();
  }
}
