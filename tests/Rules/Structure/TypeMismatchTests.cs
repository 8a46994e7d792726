using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class TypeMismatchTests
{
    [Fact]
    public void Reports_values_of_the_wrong_type() => Lint.Expect<TypeMismatch>("""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          labels: { version: {|HA1805:1.2|}, canary: {|HA1805:true|} }
        spec:
          replicas: {|HA1805:"3"|}
          template:
            spec:
              containers:
              - name: web
                command: {|HA1805:sleep infinity|}
                env:
                - { name: PORT, value: {|HA1805:8080|} }
              {|HA1805:initContainers|}:
                name: first
        """);

    [Theory]
    [InlineData("replicas: three", "'spec.replicas' of Deployment 'web' is text, but a whole number is wanted")]
    [InlineData("replicas: ''", "'spec.replicas' of Deployment 'web' is text, but a whole number is wanted")]
    [InlineData("replicas: '3'", "'spec.replicas' of Deployment 'web' is text, but a whole number is wanted: leave out the quotes")]
    [InlineData("paused: 'true'", "'spec.paused' of Deployment 'web' is text, but true or false is wanted: leave out the quotes")]
    [InlineData("template: { spec: { containers: { name: a } } }", "'spec.template.spec.containers' of Deployment 'web' is a map, but a list is wanted: begin each item with '-'")]
    [InlineData("template: { spec: { containers: [{ command: sleep }] } }", "'spec.template.spec.containers[0].command' of Deployment 'web' is text, but a list is wanted: write it as an item, behind '-'")]
    [InlineData("template: { spec: { containers: [{ ports: 80 }] } }", "'spec.template.spec.containers[0].ports' of Deployment 'web' is a number, but a list is wanted")] // of maps
    [InlineData("template: { metadata: { labels: { a: 1 } } }", "'spec.template.metadata.labels.a' of Deployment 'web' is a number, but text is wanted: put it in quotes")]
    public void Says_what_is_found_and_what_is_wanted(string spec, string message) =>
        Assert.Equal(message, Lint.One<TypeMismatch>($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: web }}\nspec:\n  {spec}\n").Message);

    [Theory]
    [InlineData("memory: 1gi", "'1gi', which is not a quantity: '1Gi' may be meant")]
    [InlineData("memory: 512MB", "'512MB', which is not a quantity: '512M' may be meant")]
    [InlineData("memory: 1 Gi", "'1 Gi', which is not a quantity: '1Gi' may be meant")]
    [InlineData("memory: much", "'much', which is not a quantity")]
    public void Reports_quantities_that_are_none(string limit, string message)
    {
        var finding = Lint.One<TypeMismatch>(Pod(limit));
        Assert.Equal(($"'spec.containers[0].resources.limits.memory' of Pod 'web' is {message}", Severity.Error), (finding.Message, finding.Severity));
    }

    [Theory]
    [InlineData("v1", "Secret", "data: { password: hunter2! }", "'data.password' of Secret 'web' is not base64: text as it is belongs under 'stringData'")]
    [InlineData("v1", "Secret", "data: { password: admin }", "'data.password' of Secret 'web' is not base64: text as it is belongs under 'stringData'")]
    [InlineData("v1", "Secret", "data: { password: aHVud GVyMg== }", "'data.password' of Secret 'web' is not base64: text as it is belongs under 'stringData'")]
    [InlineData("v1", "Secret", "data: { password: 12 }", "'data.password' of Secret 'web' is a number, but base64 is wanted")]
    [InlineData("v1", "ConfigMap", "binaryData: { picture: a=b= }", "'binaryData.picture' of ConfigMap 'web' is not base64")]
    public void Reports_base64_that_is_none(string apiVersion, string kind, string data, string message) =>
        Assert.Equal(message, Lint.One<TypeMismatch>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\n{data}\n").Message);

    [Theory]
    [InlineData("data: { password: aHVudGVyMg== }")]
    [InlineData("data: { password: '' }")]
    [InlineData("data:\n  password: |\n    aHVudGVy\n    Mg==")]
    [InlineData("data: { password: '${PASSWORD}' }")] // unknown: stay silent
    [InlineData("data: { password: 'ENC[AES256_GCM,data:4Q==,type:str]' }")] // SOPS decrypts it
    [InlineData("data: { password: YOUR_PASSWORD }")] // HA1806
    [InlineData("stringData: { password: hunter2! }")]
    public void Is_silent_about_base64_and_what_tools_fill_in(string data) =>
        Assert.Empty(Lint.Findings<TypeMismatch>($"apiVersion: v1\nkind: Secret\nmetadata: {{ name: web }}\n{data}\n"));

    [Theory]
    [InlineData("memory: 512m", "Pod 'web' says '512m' of memory, which are thousandths of a byte: '512Mi' may be meant at spec.containers[0].resources.limits.memory")]
    [InlineData("memory: 512", "Pod 'web' says '512' of memory, which are bytes: '512Mi' may be meant at spec.containers[0].resources.limits.memory")]
    [InlineData("cpu: 2000", "Pod 'web' says '2000' of CPU, which are 2000 cores: '2000m' may be meant at spec.containers[0].resources.limits.cpu")]
    [InlineData("cpu: 100M", "Pod 'web' says '100M' of CPU, which are 100000000 cores: '100m' may be meant at spec.containers[0].resources.limits.cpu")]
    public void Warns_of_quantities_that_mean_something_else(string limit, string message)
    {
        var finding = Lint.One<TypeMismatch>(Pod(limit));
        Assert.Equal((message, Severity.Warning), (finding.Message, finding.Severity));
    }

    [Fact]
    public void Warns_of_requests_too_and_of_no_other_limits() => Lint.Expect<TypeMismatch>("""
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
          - { name: web, image: web:1, resources: { requests: { memory: {|HA1805:512m|} } } }
        ---
        apiVersion: v1
        kind: LimitRange
        metadata: { name: web }
        spec: { limits: [{ type: Container, min: { memory: 512 } }] }
        """);

    [Theory]
    [InlineData("memory: 512Mi")]
    [InlineData("memory: 0")]
    [InlineData("memory: 60k")]
    [InlineData("cpu: 999")]
    [InlineData("memory: 134217728")]
    [InlineData("memory: 107374182400m")] // what 0.1Gi becomes
    [InlineData("cpu: 100m")]
    [InlineData("cpu: 0.5")]
    [InlineData("cpu: '2'")]
    [InlineData("cpu: 1k")]
    [InlineData("memory: '${MEMORY}'")] // unknown: stay silent
    [InlineData("memory: MEMORY_LIMIT")] // HA1806
    public void Is_silent_when_the_quantity_is_right_or_unknown(string limit) => Lint.Expect<TypeMismatch>(Pod(limit).Replace("cpu: 1k", "cpu: 1"));

    [Theory]
    [InlineData("v1", "value: '8080'")]
    [InlineData("v1", "value:")]
    [InlineData("v1", "value: ${PORT}")] // unknown: stay silent
    [InlineData("example.com/v1", "value: 8080")] // no known schema
    public void Is_silent_when_the_type_is_right_or_unknown(string apiVersion, string value) =>
        Lint.Expect<TypeMismatch>($"apiVersion: {apiVersion}\nkind: Pod\nmetadata: {{ name: web }}\nspec:\n  containers:\n  - name: web\n    env:\n    - name: PORT\n      {value}\n");

    private static string Pod(string limit) => $"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec:\n  containers:\n  - name: web\n    resources:\n      limits:\n        {limit}\n";
}
