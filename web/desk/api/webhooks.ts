// Other servers that are told of what is published, and the addresses by which a chat's messages come in.

import { api, ask } from "./client.ts";
import type { Delivery, Inlet, InletMade, NewWebhook, Pong, Resumption, Webhook, WebhookMade, Webhooks } from "./shapes.ts";

const of = (id: string): { params: { path: { id: string } } } => ({ params: { path: { id } } });
const at = (slug: string): { params: { path: { slug: string } } } => ({ params: { path: { slug } } });

export const readWebhooks = (): Promise<Webhooks> => ask(api.GET("/api/v1/webhooks"));
export const makeWebhook = (body: NewWebhook): Promise<WebhookMade> => ask(api.POST("/api/v1/webhooks", { body }));
export const amendWebhook = (id: string, body: NewWebhook): Promise<Webhook> =>
  ask(api.PUT("/api/v1/webhooks/{id}", { ...of(id), body }));
export const deleteWebhook = (id: string): Promise<unknown> => ask(api.DELETE("/api/v1/webhooks/{id}", of(id)));
export const renewSecret = (id: string): Promise<WebhookMade> => ask(api.POST("/api/v1/webhooks/{id}/secret", of(id)));
export const ping = (id: string): Promise<Pong> => ask(api.POST("/api/v1/webhooks/{id}/ping", of(id)));
export const resume = (id: string, body: Resumption): Promise<Webhook> =>
  ask(api.POST("/api/v1/webhooks/{id}/resume", { ...of(id), body }));
export const readDeliveries = async (id: string): Promise<Delivery[]> =>
  (await ask(api.GET("/api/v1/webhooks/{id}/deliveries", of(id)))).deliveries;

export const readInlets = async (slug: string): Promise<Inlet[]> =>
  (await ask(api.GET("/api/v1/coverages/{slug}/inlets", at(slug)))).inlets;
export const makeInlet = (slug: string, name: string): Promise<InletMade> =>
  ask(api.POST("/api/v1/coverages/{slug}/inlets", { ...at(slug), body: { name } }));
export const deleteInlet = (slug: string, id: string): Promise<unknown> =>
  ask(api.DELETE("/api/v1/coverages/{slug}/inlets/{id}", { params: { path: { slug, id } } }));
