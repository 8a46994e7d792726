using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class PriorityClassChecksTests
{
    [Theory]
    [InlineData("name: web }\nvalue: {|HA1808:1000000001|}")]
    [InlineData("name: web }\nvalue: 1000000000")]
    [InlineData("name: web }\nvalue: -1\npreemptionPolicy: {|HA1808:Always|}")]
    [InlineData("name: {|HA1808:system-web|} }\nvalue: 1")]
    [InlineData("name: web-system-1 }\nvalue: 1")]
    [InlineData("name: system-node-critical }\nvalue: 2000001000")]
    [InlineData("name: web }\nvalue: '${PRIORITY}'")] // unknown: stay silent
    public void The_largest_are_for_Kubernetes(string fields) => Lint.Expect<ApiInvalid>($"apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {{ {fields}\n");
}
