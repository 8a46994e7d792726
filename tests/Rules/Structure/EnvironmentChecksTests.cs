using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class EnvironmentChecksTests
{
    [Theory]
    [InlineData("name: {|HA1808:A=b|}")]
    [InlineData("name: '${NAME}=b'")] // unknown: stay silent
    [InlineData("name: A.b-C, value: a=b")]
    [InlineData("name: A, {|HA1808:valueFrom|}: {}")]
    [InlineData("name: A, valueFrom: '${SOURCE}'")] // unknown: stay silent
    [InlineData("name: A, valueFrom: { secretKeyRef: { name: a, key: b }, {|HA1808:configMapKeyRef|}: { name: a, key: b } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: {|HA1808:spec.hostIP|} } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: {|HA1808:metadata.labels|} } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: \"metadata.labels['app']\" } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: status.podIPs } }")]
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: spec.host } }")] // a former name
    [InlineData("name: A, valueFrom: { fieldRef: { fieldPath: '${FIELD}' } }")] // unknown: stay silent
    [InlineData("name: A, valueFrom: { resourceFieldRef: { resource: {|HA1808:cpu|} } }")]
    [InlineData("name: A, valueFrom: { resourceFieldRef: { resource: limits.memory } }")]
    [InlineData("name: A, valueFrom: { resourceFieldRef: { resource: requests.hugepages-2Mi } }")]
    public void A_variable_has_one_source(string variable) =>
        Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec: {{ containers: [{{ name: web, image: web:1, env: [{{ {variable} }}] }}] }}\n");
}
