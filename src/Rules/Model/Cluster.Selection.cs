using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// Which objects choose which workloads: by labels, by scale target, by route.
public sealed partial class Cluster
{
    private static readonly string[] ScaleReferences = ["scaleTargetRef", "workloadRef"];

    /// <summary>The Services whose nearest pods are those of a workload.</summary>
    internal IReadOnlyList<Service> ServicesOf(Workload workload) => Services.Choosing(workload);

    /// <summary>The workloads whose pods a Service sends traffic to, the nearest only.</summary>
    internal IReadOnlyList<Workload> SelectedBy(Service service) => Services.ChosenBy(service);

    /// <summary>
    /// The workloads behind a Service, when they are near or in a namespace that both name, and no other one near it may be
    /// behind it too; else none.
    /// </summary>
    internal IReadOnlyList<Workload> BackendsOf(Service service)
    {
        var chosen = SelectedBy(service);
        var isCertain = chosen.All(workload => service.Object.IsNeighbourOf(workload.Object))
            && !service.Object.MayHaveUnseenWorkload
            && Labels.CandidatesNear(service.Object, service.Selector).All(workload => chosen.Contains(workload) || !service.MaySelect(workload));
        return isCertain ? chosen : [];
    }

    /// <summary>The controllers before this one in the input that select its pods, or whose pods it selects.</summary>
    internal IEnumerable<Workload> RivalsOf(Workload workload)
    {
        if (!workload.IsController)
            return [];
        var chosen = Labels.RarestOf(workload.Selector) is null ? [] : Labels.With(workload.Selector).To(workload.Object);
        var choosers = Label.In(workload.PodLabels).SelectMany(label => ByRequiredLabel[label].To(workload.Object));
        return chosen.Where(other => IsBefore(other, workload) && IsRival(workload, other))
            .Concat(choosers.Where(other => IsBefore(other, workload) && IsRival(other, workload)))
            .Distinct();
    }

    /// <summary>Whether a StatefulSet near a Service may have named it as the one that gives its pods their names.</summary>
    internal bool MayGovern(Service service) =>
        service.Object.MayHaveUnseen("StatefulSet")
        || Near<Workload>(service.Object).Any(workload => workload.Kind is WorkloadKind.StatefulSet
            && (service.Name.TryGet(out var name) ? !workload.Spec["serviceName"].Text().Is(name).IsFalse : true));

    /// <summary>The workloads that a budget protects, the nearest only.</summary>
    internal IReadOnlyList<Workload> SelectedBy(DisruptionBudget budget) => Budgets.ChosenBy(budget);

    /// <summary>The workloads of the whole input that a selector may choose, and perhaps others.</summary>
    internal IEnumerable<Workload> CandidatesFor(LabelSelector selector) => Labels.Candidates(selector);

    /// <summary>Whether a Service may send traffic to the workload, beside those that are known to.</summary>
    internal bool MayBeServed(Workload workload) =>
        workload.Object.MayHaveUnseen("Service") || Services.IsOneOfSeveralChosen(workload)
        || Services.CandidatesFor(workload).Any(service =>
            workload.Object.IsNear(service.Object)
            && Namespaces.Compare(service.Object, workload.Object) is var sameness && sameness is not Sameness.Different
            && (sameness is Sameness.Unknown ? !service.Selects(workload).IsFalse : service.Selects(workload).IsUnknown));

    /// <summary>The workloads of one file or kustomization with a budget that it is known to select.</summary>
    internal IEnumerable<Workload> SelectedTogetherWith(DisruptionBudget budget) =>
        Labels.With(budget.Selector).To(budget.Object).Where(workload => budget.Object.IsAppliedWith(workload.Object) && budget.Selects(workload).IsTrue);

    /// <summary>Whether pods that are not known to be none may be behind a Service beside those of a workload.</summary>
    internal bool MayServeBesides(Service service, Workload workload) => service.Object.MayHaveUnseenWorkload || OthersBehind(service, workload).Any();

    /// <summary>Whether another workload of the input may have pods behind a Service: not only a variant of this one.</summary>
    internal bool MayShare(Service service, Workload workload) => OthersBehind(service, workload).Any(other => !AreVariants(workload, other));

    // Overlays that change one object in different ways may leave open what kind it has.
    private static bool AreVariants(Workload left, Workload right) =>
        (left.Kind == right.Kind || right.Kind is WorkloadKind.Other)
        && left.Object.NameBeforePatches.TryGet(out var name) && right.Object.NameBeforePatches.Is(name).IsTrue;

    private IEnumerable<Workload> OthersBehind(Service service, Workload workload) => Labels.CandidatesNear(service.Object, service.Selector).Where(other =>
        other != workload && !other.Replicas.Maximum.Is(0).IsTrue && service.MaySelect(other));

    /// <summary>Whether some budget of the whole input protects the workload, or may.</summary>
    internal bool MayHaveBudget(Workload workload) =>
        workload.Object.MayHaveUnseen("PodDisruptionBudget") || Budgets.MayChoose(workload)
        || (workload.Object.MayGainLabels && Near<DisruptionBudget>(workload.Object).Any());

    /// <summary>The budgets near this one, and before it in the input.</summary>
    internal IEnumerable<DisruptionBudget> BudgetsBefore(DisruptionBudget budget) => Near<DisruptionBudget>(budget.Object).TakeWhile(other => other != budget);

    /// <summary>The Services near this one, and before it in the input, that ask for the same address.</summary>
    internal IEnumerable<Service> ServicesBefore(Service service, string address) => ByWantedAddress[address].To(service.Object).TakeWhile(other => other != service);

    private Grouped<string, Service> ByWantedAddress => field ?? Once(ref field, () =>
        new(All<Service>(), service => [.. service.WantedAddresses.Select(wanted => wanted.Text)], StringComparer.Ordinal));

    /// <summary>The budgets before this one in the input that may protect some workloads, and perhaps others.</summary>
    internal IEnumerable<DisruptionBudget> BudgetsBefore(DisruptionBudget budget, IEnumerable<Workload> workloads)
    {
        var candidates = new HashSet<DisruptionBudget>(workloads.SelectMany(Budgets.CandidatesFor).Where(other => other != budget));
        return candidates.Count == 0 ? [] : All<DisruptionBudget>().TakeWhile(other => other != budget).Where(candidates.Contains);
    }

    /// <summary>Whether a budget protects any workload of the whole input, or may.</summary>
    internal bool MayProtectAny(DisruptionBudget budget)
    {
        return budget.Object.MayHaveUnseenWorkload
        || Labels.Candidates(budget.Selector).Any(workload => !budget.Selects(workload).IsFalse && MayShareNamespace(workload))
        || GainingLabels.All.Any(MayShareNamespace);

        bool MayShareNamespace(Workload workload) => Namespaces.MayBeSame(budget.Object, workload.Object);
    }

    /// <summary>Whether a budget may protect workloads near it beside those that are known.</summary>
    internal bool MayProtectMore(DisruptionBudget budget) =>
        budget.Object.MayHaveUnseenWorkload
        || Labels.CandidatesNear(budget.Object, budget.Selector).Any(workload => budget.Selects(workload).IsUnknown
            && Namespaces.MayBeSame(budget.Object, workload.Object));

    /// <summary>The autoscalers whose nearest target is the workload.</summary>
    internal IReadOnlyList<Autoscaler> AutoscalersOf(Workload workload) =>
        [.. Scalings[workload].Where(scaling => scaling.IsCertain && scaling.Autoscaler.Object.IsBuiltWith(workload.Object)).Select(scaling => scaling.Autoscaler)];

    /// <summary>Whether an autoscaler or kustomization that cannot be seen in full, or may mean another workload, may set the replicas.</summary>
    internal bool MayBeScaledUnseen(Workload workload) =>
        workload.Object.MayHaveUnseen("HorizontalPodAutoscaler") || workload.Object.MayHaveUnseen("ScaledObject")
        || Scalings[workload].Any(scaling => !scaling.IsCertain)
        || AutoscalersNear(workload).Any(scaler => MayTarget(scaler, workload))
        || workload.Object.JudgedBy.Any(kustomization => kustomization.Replicas.IsOpen && !kustomization.Replicas.Exists.IsFalse);

    // Those that may name it; a name that is not certain stands under the empty one.
    private IEnumerable<Autoscaler> AutoscalersNear(Workload workload) =>
        workload.Name.TryGet(out _) ? workload.Object.Names.Append("").Distinct().SelectMany(name => ByTarget[name].To(workload.Object)) : Near<Autoscaler>(workload.Object);

    /// <summary>The autoscalers before this one, in its folder or kustomization, that name a target of the same name.</summary>
    internal IEnumerable<Autoscaler> AutoscalersBefore(Autoscaler scaler) => scaler.TargetName.TryGet(out var name)
        ? ByTarget[name].To(scaler.Object).TakeWhile(other => other.Object != scaler.Object).Where(other => other.TargetName.Is(name).IsTrue)
        : [];

    private Grouped<string, Autoscaler> ByTarget => field ?? Once(ref field, () =>
        new(All<Autoscaler>(), scaler => scaler.TargetName.MayBeOther ? [""] : scaler.TargetName.Values, StringComparer.Ordinal));

    /// <summary>
    /// Whether an object of another kind than the known autoscalers names the workload as what it scales: by
    /// <c>scaleTargetRef</c>, or by the <c>workloadRef</c> of an Argo Rollout
    /// (https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout).
    /// </summary>
    internal Truth IsScaleTarget(Workload workload) =>
        Truth.Any(WithScaleReferenceTo(workload).Where(other => Namespaces.MayBeSame(other, workload.Object)), other =>
            ScaleReferences.Select(reference => other.Spec[reference]["name"].Text())
                .Aggregate(Truth.False, (any, name) => any || (workload.Name.TryGet(out _) ? workload.Object.IsCalled(name) : name.Node.Exists)))
        || workload.Object.MayHaveUnseen("Rollout");

    // A name that is not certain stands under the empty one.
    private IEnumerable<KubernetesObject> WithScaleReferenceTo(Workload workload) =>
        workload.Name.TryGet(out _) ? workload.Object.Names.Append("").Distinct().SelectMany(name => ByScaleTarget[name].All) : WithScaleReference;

    private Grouped<string, KubernetesObject> ByScaleTarget => field ?? Once(ref field, () => new(
        WithScaleReference,
        other => [.. ScaleReferences.Select(reference => other.Spec[reference]["name"].Text()).SelectMany(target => target.MayBeOther ? [""] : target.Values).Distinct()],
        StringComparer.Ordinal));

    private IReadOnlyList<KubernetesObject> WithScaleReference =>
        field ?? Once(ref field, () => [.. Objects.Where(HasScaleReference)]);

    private static bool HasScaleReference(KubernetesObject @object)
    {
        foreach (var reference in ScaleReferences)
        {
            if (!@object.Spec.Lacks(reference) && !@object.Spec[reference]["name"].Exists.IsFalse)
                return true;
        }

        return false;
    }

    /// <summary>The Ingresses and other routes whose nearest backend is the Service.</summary>
    internal IReadOnlyList<KubernetesObject> RoutesTo(Service service) => [.. RoutesByBackend[service]];

    /// <summary>Whether a ServiceAccount is bound to a Role that may write Leases, as leader election needs.</summary>
    internal Truth MayTakeLeases(KubernetesObject pod, string account) =>
        LeaseHolders.Contains(new NamedIn(pod.Source.Directory, account)) ? Truth.True
        : pod.MayHaveUnseen("RoleBinding") || pod.MayHaveUnseen("Role") || pod.MayHaveUnseen("ClusterRoleBinding") || pod.MayHaveUnseen("ClusterRole") ? Truth.Unknown
        : Truth.False;

    private Grouped<Label, Workload> ByRequiredLabel => field ?? Once(ref field, () => new(
        All<Workload>().Where(workload => workload.IsController), workload => Labels.RarestOf(workload.Selector) is { } label ? [label] : []));

    private static bool IsRival(Workload chooser, Workload chosen) =>
        chooser.IsController && chosen.IsController && chosen.Selector.Node.Exists.IsTrue
        && MayCompete(chooser.Object, chosen.Object) && chooser.Selector.Matches(chosen.PodLabels).IsTrue;

    private ILookup<Service, KubernetesObject> RoutesByBackend => field ?? Once(ref field, () => (
        from route in Objects
        from backend in Routes.Backends(route)
        where backend.Name.TryGet(out _)
        from target in Nearest(route, backend.Namespace, Called<Service>(backend.Name.ToString()))
        select new Traffic(route, target)).Distinct().ToLookup(traffic => traffic.To, traffic => traffic.From));

    private sealed record Traffic(KubernetesObject From, Service To);

    private HashSet<NamedIn> LeaseHolders => field ?? Once(ref field, () => [.. FindLeaseHolders()]);

    private Selection<Service> Services => field ?? Once(ref field, () => new(
        this, All<Service>(), service => service.Selector, (service, workload) => service.Selects(workload)));

    private Selection<DisruptionBudget> Budgets => field ?? Once(ref field, () => new(
        this, All<DisruptionBudget>(), budget => budget.Selector, (budget, workload) => budget.Selects(workload)));

    private ILookup<Workload, Scaling> Scalings => field ?? Once(ref field, () => (
        from scaler in All<Autoscaler>()
        let targets = ScaleTargets(scaler)
        from target in targets
        select new Scaling(scaler, target, !IsAmbiguous(scaler.Object, targets))).ToLookup(scaling => scaling.Workload));

    private sealed record Scaling(Autoscaler Autoscaler, Workload Workload, bool IsCertain);

    // Objects of one kind and name in several files are alternatives, and so are objects of one name in several files.
    private static bool MayCompete(KubernetesObject left, KubernetesObject right)
    {
        var isSameName = !left.Name.TryGet(out var one) || !right.Name.TryGet(out var other) || one == other;
        var isSameObject = isSameName && left.Kind.ToString() == right.Kind.ToString();
        if (isSameObject || !left.IsOwned.IsFalse || !right.IsOwned.IsFalse || MayGainOtherLabels(left, right) || MayGainOtherLabels(right, left))
            return false;
        return left.DistanceTo(right) switch
        {
            <= Distance.Kustomization => left.BelongsWith(right) && !left.IsAlternativeTo(right),
            Distance.SameFolder => !isSameName && left.NamesNamespaceOf(right),
            _ => false,
        };
    }

    private static bool MayGainOtherLabels(KubernetesObject one, KubernetesObject other) =>
        one.Kustomizations.Except(other.Kustomizations).Any(kustomization => !kustomization.AddsLabels.IsFalse);

    // What one creation of C# makes under several names stands in one place: of these the first one by name is told.
    private static bool IsBefore(Workload left, Workload right) =>
        string.CompareOrdinal(left.Object.Source.Path, right.Object.Source.Path) is var byFile && byFile != 0 ? byFile < 0
        : left.Root.At.Start != right.Root.At.Start ? left.Root.At.Start < right.Root.At.Start
        : string.CompareOrdinal(left.Name.ToString(), right.Name.ToString()) > 0;

    private List<Workload> ScaleTargets(Autoscaler scaler) =>
        scaler.TargetName.TryGet(out var name) ? Nearest(scaler.Object, Called<Workload>(name), workload => scaler.Targets(workload).IsTrue)
        : scaler.TargetName.Node.ValueId is not null ? Nearest(scaler.Object, Unnamed<Workload>(), workload => scaler.Targets(workload).IsTrue)
        : [];

    private static bool MayTarget(Autoscaler scaler, Workload workload) =>
        Namespaces.Compare(scaler.Object, workload.Object) is { } sameness and not Sameness.Different
        && scaler.Targets(workload) is var targets
        && (targets.IsUnknown || (targets.IsTrue && (sameness is Sameness.Unknown || IsUnclear(scaler, workload))));

    // Of two names that are the same, whatever they are, it is not known what else goes by them; and what one method makes another one may change.
    private static bool IsUnclear(Autoscaler scaler, Workload workload) =>
        (scaler.TargetName.MayBeOther && scaler.Workload != workload) || scaler.Object.IsAlternativeTo(workload.Object);

    // A binding names its Role and its accounts; files of one folder are installed together.
    private IEnumerable<NamedIn> FindLeaseHolders()
    {
        var roles = new HashSet<NamedIn>(
            Objects.Where(@object => (@object.IsA("Role", "rbac.authorization.k8s.io") || @object.IsA("ClusterRole", "rbac.authorization.k8s.io"))
                    && @object.Root["rules"].Items.Any(WritesLeases))
                .Select(@object => new NamedIn(@object.Source.Directory, @object.Name.ToString())));
        return from binding in Objects
            where binding.IsA("RoleBinding", "rbac.authorization.k8s.io") || binding.IsA("ClusterRoleBinding", "rbac.authorization.k8s.io")
            where roles.Contains(new NamedIn(binding.Source.Directory, binding.Root["roleRef"]["name"].Text().ToString()))
            from subject in binding.Root["subjects"].Items
            where subject["kind"].Text().Is("ServiceAccount").IsTrue
            select new NamedIn(binding.Source.Directory, subject["name"].Text().ToString());
    }

    /// <summary>A name that is used in the files of a folder.</summary>
    private sealed record NamedIn(string Folder, string Name);

    private static bool WritesLeases(Node rule) =>
        (rule["resources"].Any(resource => resource.Text().Is("leases"))
            && rule["verbs"].Any(verb => verb.Text().Is(name => name is "create" or "update" or "*"))).IsTrue;

    /// <summary>Who chooses whom by labels. Candidates are found by a label that the selector requires.</summary>
    private sealed class Selection<T>
        where T : ObjectView
    {
        private readonly Cluster _cluster;
        private readonly Func<T, LabelSelector> _selector;
        private readonly Func<T, Workload, Truth> _selects;
        private readonly Dictionary<T, IReadOnlyList<Workload>> _chosen = [];
        private readonly Dictionary<Workload, List<T>> _choosers = [];
        private readonly HashSet<Workload> _oneOfSeveral = [];
        private readonly ILookup<Label?, T> _byLabel;

        public Selection(Cluster cluster, IReadOnlyList<T> choosers, Func<T, LabelSelector> selector, Func<T, Workload, Truth> selects)
        {
            (_cluster, _selector, _selects) = (cluster, selector, selects);
            _byLabel = choosers.ToLookup(chooser => cluster.Labels.RarestOf(selector(chooser)));
            foreach (var chooser in choosers)
            {
                _chosen.Add(chooser, Choose(chooser));
                foreach (var workload in _chosen[chooser])
                    _choosers.AddTo(workload, chooser);
            }
        }

        public IReadOnlyList<Workload> ChosenBy(T chooser) => _chosen[chooser];

        public IReadOnlyList<T> Choosing(Workload workload) => _choosers.TryGetValue(workload, out var choosers) ? choosers : [];

        /// <summary>Whether one of them may have chosen the workload, or another one that is no nearer.</summary>
        public bool IsOneOfSeveralChosen(Workload workload) => _oneOfSeveral.Contains(workload);

        /// <summary>Whether any of them, however far away, chooses the workload or may.</summary>
        public bool MayChoose(Workload workload) =>
            CandidatesFor(workload).Any(chooser => !_selects(chooser, workload).IsFalse
                && Namespaces.MayBeSame(chooser.Object, workload.Object));

        /// <summary>All that may choose the workload, and perhaps others.</summary>
        public IEnumerable<T> CandidatesFor(Workload workload)
        {
            var labels = workload.PodLabels;
            return labels.IsOpen || labels.Values.Any(value => value is not ScalarNode)
                ? _chosen.Keys
                : Label.In(labels).SelectMany(label => _byLabel[label]).Concat(_byLabel[null]);
        }

        private IReadOnlyList<Workload> Choose(T chooser)
        {
            var nearest = Nearest(chooser.Object, _cluster.Labels.With(_selector(chooser)), workload => _selects(chooser, workload).IsTrue);
            if (!IsAmbiguous(chooser.Object, nearest))
                return nearest;
            _oneOfSeveral.UnionWith(nearest);
            return [];
        }
    }

    private Labelled Labels => field ?? Once(ref field, () => new(ViewsOf<Workload>().Near));

    private Nearby<Workload> GainingLabels => field ?? Once(ref field, () => new([.. All<Workload>().Where(workload => workload.Object.MayGainLabels)]));
}
