using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class VolumeChecksTests
{
    [Theory]
    [InlineData("{|HA1808:hostPath|}: { path: '' }")]
    [InlineData("hostPath: {}")] // HA1804
    [InlineData("persistentVolumeClaim: { readOnly: true }")] // HA1804
    [InlineData("hostPath: { path: {|HA1808:/var/../etc|}, type: {|HA1808:directory|} }")]
    [InlineData("hostPath: { path: /var/..data, type: '' }")]
    [InlineData("{|HA1808:configMap|}: { optional: true }")]
    [InlineData("configMap: { name: '${NAME}' }")]
    [InlineData("configMap: '${SOURCE}'")] // unknown: stay silent
    [InlineData("secret: { name: web }")] // HA1803
    [InlineData("{|HA1808:secret|}: { optional: true }")]
    [InlineData("configMap: { name: web, items: [{ key: a, path: {|HA1808:/a|} }, { key: b, path: {|HA1808:../b|} }, { key: c, path: c/..d }] }")]
    [InlineData("projected: { sources: [{ configMap: { name: a }, {|HA1808:secret|}: { name: a } }, { secret: { name: a, items: [{ key: a, path: {|HA1808:/a|} }] } }] }")]
    [InlineData("projected: { sources: [{ serviceAccountToken: { path: token, expirationSeconds: {|HA1808:599|} } }, { serviceAccountToken: { path: other, expirationSeconds: 600 } }] }")]
    [InlineData("downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: {|HA1808:status.podIP|} } }, { path: b, fieldRef: { fieldPath: metadata.labels } }] }")]
    public void A_volume_has_what_its_source_takes(string source) =>
        Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec: {{ containers: [{{ name: web, image: web:1 }}], volumes: [{{ name: data, {source} }}] }}\n");
}
