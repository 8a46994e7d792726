using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class StorageChecksTests
{
    [Theory]
    [InlineData("{|HA1808:spec|}: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], storageClassName: fast }")]
    [InlineData("spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], nfs: { server: a, path: / }, {|HA1808:hostPath|}: { path: / } }")]
    [InlineData("spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], claimRef: { name: web }, nodeAffinity: {}, local: { path: / } }")]
    [InlineData("spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], csi: '${SOURCE}' }")] // unknown: stay silent
    [InlineData("spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], csj: { driver: a } }")] // HA1803
    [InlineData("spec: { capacity: { storage: 1Gi, '%RESOURCE%': 1 }, accessModes: [ReadWriteOnce], nfs: null, local: { path: / } }")] // to be filled in
    [InlineData("spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], nfs: { server: a, path: / }, csi: '${SOURCE}' }")] // unknown: stay silent
    [InlineData("spec: { capacity: { storage: 1Gi, {|HA1808:memory|}: 1Gi }, accessModes: [ReadWriteOnce], nfs: { server: a, path: / } }")]
    public void A_volume_has_one_source(string spec) => Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: PersistentVolume\nmetadata: {{ name: web }}\n{spec}\n");

    [Theory]
    [InlineData("{|HA1808:0|}")]
    [InlineData("1Mi")]
    [InlineData("'${SIZE}'")] // unknown: stay silent
    public void A_claim_is_for_some_storage(string size) =>
        Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{ name: web }}\nspec: {{ accessModes: [ReadWriteOnce], resources: {{ requests: {{ storage: {size} }} }} }}\n");
}
