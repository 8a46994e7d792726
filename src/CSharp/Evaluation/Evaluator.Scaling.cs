using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>Code that sets how many pods run in the cluster, whatever number the manifests begin with: an autoscaler that cannot be seen.</summary>
internal sealed partial class Evaluator
{
    private void HideScaling(SyntaxNode at) => Hide("HorizontalPodAutoscaler", at);

    // What says which pods there are, too, is the object itself.
    private bool SetsReplicas(Value patch) => patch switch
    {
        Serialized { Content: var content } => SetsReplicas(content),
        Scalar { Content: string text } => Has(text, "replicas") && !Has(text, "template"),
        PartialText { Segments: var words } => words.Any(text => Has(text, "replicas")) && !words.Any(text => Has(text, "template")),
        Reference => InstanceOf(ReadSlot(patch, "spec", type: null, "the spec")) is { Slots: var spec } && spec.ContainsKey("replicas") && !spec.ContainsKey("template"),
        _ => false,
    };

    private static bool Has(string? text, string word) => text?.IndexOf(word, StringComparison.Ordinal) >= 0;
}
