using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class EnvironmentChecksTests
{
    [Theory]
    [InlineData("name: {|HA1808:A=b|}")]
    [InlineData("name: '${NAME}=b'")] // unknown: stay silent
    [InlineData("name: '%NAME%=b'")] // to be filled in
    [InlineData("name: A.b-C, value: a=b")]
    [InlineData("name: A, {|HA1808:valueFrom|}: {}")]
    [InlineData("name: A, valueFrom: '${SOURCE}'")] // unknown: stay silent
    [InlineData("name: A, valueFrom: { secretKeyRef: { name: a, key: b }, {|HA1808:configMapKeyRef|}: { name: a, key: b } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: {|HA1808:spec.hostIP|} } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: {|HA1808:metadata.labels|} } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: \"metadata.labels['app']\" } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: \"metadata.annotations['app']\" } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: {|HA1808:\"metadata.labels['app'\"|} } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: {|HA1808:\"metadata.finalizers['app']\"|} } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: '' } }")] // HA1804's to say
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: '%FIELD%' } }")] // to be filled in
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: status.podIPs } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: spec.host } }")] // a former name
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: '${FIELD}' } }")] // unknown: stay silent
    [InlineData("name: A, valueFrom: { resourceFieldRef: { resource: {|HA1808:cpu|} } }")]
    [InlineData("name: A, valueFrom: { resourceFieldRef: { resource: {|HA1808:limits.disk|} } }")]
    [InlineData("name: A, valueFrom: { resourceFieldRef: { resource: '' } }")]
    [InlineData("name: A, valueFrom: { resourceFieldRef: { resource: '%RESOURCE%' } }")] // to be filled in
    [InlineData("name: A, valueFrom: { resourceFieldRef: { resource: limits.memory } }")]
    [InlineData("name: A, valueFrom: { resourceFieldRef: { resource: requests.hugepages-2Mi } }")]
    public void A_variable_has_one_source(string variable) =>
        Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec: {{ containers: [{{ name: web, image: web:1, env: [{{ {variable} }}] }}] }}\n");

    [Theory]
    [InlineData("env: [{ name: A, valueFrom: { fieldRef: { fieldPath: spec.hostIP } } }] }]", "variable can be made from: those are metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs, and single labels and annotations")]
    [InlineData("}], volumes: [{ name: a, downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: spec.host } }] } }]", "file can be made from: those are metadata.name, metadata.namespace, metadata.uid, metadata.labels, metadata.annotations")]
    public void Says_which_fields_there_are(string fields, string message) => Assert.EndsWith(
        message, Lint.One<ApiInvalid>($"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec: {{ containers: [{{ name: web, image: web:1, {fields} }}\n").Message, StringComparison.Ordinal);
}
