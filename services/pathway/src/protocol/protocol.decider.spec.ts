import { describe, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { imaging } from '@rms/protocols/testing';
import { protocolDecider } from './protocol.decider.js';

const given = scenario(protocolDecider);
const published = { type: 'ProtocolPublished', content: imaging } as const;
const publish = (content = imaging) => ({ type: 'PublishProtocol', content }) as const;

describe('publishing a protocol', () => {
  it('records it whole, once', () => {
    given().when(publish()).then(published);
    given(published).when(publish()).thenNothing();
  });
  it('is refused where it contradicts itself, and then nothing is recorded', () => {
    given()
      .when(publish({ ...imaging, rules: [] }))
      .thenRefused('protocol-not-sound');
    const { closesAfter: _, ...endless } = imaging;
    given().when(publish(endless)).thenRefused('protocol-not-sound');
  });
  it('is refused under a number that is taken or not the next', () => {
    given(published)
      .when(publish({ ...imaging, title: 'Another' }))
      .thenRefused('version-exists');
    given(published)
      .when(publish({ ...imaging, version: 3 }))
      .thenRefused('version-not-next');
  });
  it('counts once it is signed, by somebody, if it is there', () => {
    given(published)
      .when({ type: 'SignProtocol', version: 1, signedBy: 'Somebody' })
      .then({ type: 'ProtocolSigned', version: 1, signedBy: 'Somebody' });
    given(published).when({ type: 'SignProtocol', version: 1, signedBy: ' ' }).thenRefused('nobody-signs');
    given(published).when({ type: 'SignProtocol', version: 2, signedBy: 'Somebody' }).thenRefused('no-such-version');
  });
});
