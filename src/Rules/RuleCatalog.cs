namespace Hale.Rules;

/// <summary>Every rule that Hale has, sorted by id. Rules keep no state, so one instance of each is enough.</summary>
public static class RuleCatalog
{
    /// <summary>The rules, sorted by id.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new Input.UnreadableInput(),
        new Input.TemplateNotRendered(),
        new Input.LimitExceeded(),
        new Storage.RwoMultiReplica(),
        new Services.DanglingRoute(),
        new Services.SvcTargetPortUnmatched(),
        new Services.SvcLocalTrafficGap(),
        new Services.SvcPublishNotReady(),
        new Wiring.RefUnresolved(),
        new Wiring.SelectorTemplateMismatch(),
        new Wiring.SelectorOverlap(),
        new Wiring.WebhookFailSingle(),
        new Wiring.DependencySingleton(),
        new Wiring.PinnedAddress(),
    ];

    /// <summary>The rule with an id such as <c>HA0101</c>, or a name such as <c>replicas-single</c>; null when there is none.</summary>
    public static Rule? Find(string idOrName) =>
        All.FirstOrDefault(rule => string.Equals(rule.Info.Id, idOrName, StringComparison.OrdinalIgnoreCase) || rule.Info.Name == idOrName);
}
