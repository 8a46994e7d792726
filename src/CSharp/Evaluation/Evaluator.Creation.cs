using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Objects, collections and tuples: how they are made.</summary>
internal sealed partial class Evaluator
{
    // Models whose fields are the same in all versions of the client that have constructors with arguments (up to 17), or where
    // what was added comes last.
    private static readonly HashSet<string> FinishedModels = new(StringComparer.Ordinal)
    {
        "V1Affinity", "V1Capabilities", "V1ConfigMapEnvSource", "V1ConfigMapKeySelector", "V1ConfigMapVolumeSource", "V1ContainerPort",
        "V1DaemonSetUpdateStrategy", "V1DeploymentStrategy", "V1EmptyDirVolumeSource", "V1EnvVar", "V1ExecAction", "V1HTTPGetAction",
        "V1HostPathVolumeSource", "V1IngressServiceBackend", "V1KeyToPath", "V1LabelSelector", "V1LabelSelectorRequirement", "V1Lifecycle",
        "V1LocalObjectReference", "V1NodeAffinity", "V1NodeSelectorRequirement", "V1ObjectFieldSelector",
        "V1PersistentVolumeClaimVolumeSource", "V1PodAffinity", "V1PodAntiAffinity", "V1PodDisruptionBudgetSpec", "V1PodTemplateSpec",
        "V1RollingUpdateDeployment", "V1SecretEnvSource", "V1SecretKeySelector", "V1SecretVolumeSource", "V1ServiceBackendPort",
        "V1StatefulSetUpdateStrategy", "V1TCPSocketAction", "V1Toleration",
    };

    // Kinds with no other fields than these, which stand in this order.
    private static readonly string[] FieldsOfObjects = ["apiVersion", "kind", "metadata", "spec", "status"];

    private Reference Allocate(SyntaxNode creation, ITypeSymbol? type, HeapObject content)
    {
        _hasCallbacks |= _methods.HasCallbacks(type);
        var target = new ObjectId(creation, type, _frame, _created++, _isRehearsal);
        Set(target, content);
        return new Reference(target);
    }

    private Value Create(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(argument => new Argument(argument.Parameter!, Evaluate(argument.Value))).ToList();
        var compares = creation.Arguments.Any(argument => ComparesOtherwise(argument.Parameter!, argument.Value));
        var type = (INamedTypeSymbol)Substituted(creation.Type!);
        var passed = creation.Arguments.Select(argument => argument.Value).ToList();
        return Create(creation.Syntax, creation.Constructor, arguments, creation.Initializer, type, compares, passed);
    }

    private Value Create(
        SyntaxNode site, IMethodSymbol? constructor, List<Argument> arguments,
        IObjectOrCollectionInitializerOperation? initializer, INamedTypeSymbol type, bool comparesOtherwise,
        IReadOnlyList<IOperation?> passed)
    {
        if (ModelTypes.IsScalarWrapper(type))
            return CreateScalar(initializer, type, [.. arguments.Select(argument => argument.Value)]);
        if (ValueTypes.IsTimeSpan(type))
            return Durations.From(arguments);
        if (type.TypeKind is TypeKind.Delegate && arguments.Count == 1)
            return arguments[0].Value;
        if (MakeOfFramework(site, type, arguments) is { } small)
            return small;
        var kind = _models.CollectionOf(type);
        var created = comparesOtherwise ? CreateOtherwise(site, type, arguments) : kind switch
        {
            not CollectionKind.None when IsView(type) && arguments is [(_, Reference wrapped)] => wrapped,
            CollectionKind.Map => Allocate(site, type, CopiedMap(arguments)),
            CollectionKind.List => Allocate(site, type, Collected(Piled(CopiedList(arguments), type), type)),
            _ => Construct(site, type, constructor, arguments),
        };
        Initialize(created, initializer);
        if (ModelTypes.IsPatch(type))
            TakePatch(created, [.. arguments.Select(argument => argument.Value)], site);
        else if (kind is CollectionKind.None && !_models.IsModel(type) && !_methods.IsInSource(type))
            Give(arguments, passed, type, site, created);
        return created;
    }

    // Those show what they are made of as it is at any time.
    private static bool IsView(INamedTypeSymbol type) =>
        type.Name is "Collection" or "BindingList" or "ReadOnlyCollection" or "ReadOnlyDictionary" or "ReadOnlySet" && KnownCalls.IsIn(type, "System");

    // What it holds is not followed, but it goes on to ask its comparer.
    private Reference CreateOtherwise(SyntaxNode site, INamedTypeSymbol type, List<Argument> arguments)
    {
        var created = Allocate(site, type, Instance.Empty(isOpen: true));
        foreach (var (parameter, value) in arguments)
            WriteSlot(created.Target, CapturedName(parameter), new Slot(value, site, site), isSure: true);
        return created;
    }

    // With a comparer of its own, other keys and elements are the same than those that are equal.
    private static bool ComparesOtherwise(IParameterSymbol parameter, IOperation argument) => IsComparer(parameter)
        && !argument.Syntax.ToString().EndsWith("StringComparer.Ordinal", StringComparison.Ordinal) && !IsNullConstant(argument);

    private static bool ComparesOtherwise(Call call) =>
        call.Passed.Any(passed => IsComparer(passed.Parameter) && (passed.Operation is null || ComparesOtherwise(passed.Parameter, passed.Operation)));

    private static bool IsComparer(IParameterSymbol parameter) =>
        parameter.Type.Name.EndsWith("Comparer", StringComparison.Ordinal) || parameter.Type.Name is "Comparison";

    // A constructor that the compiler could not choose: what it does with its arguments is not known, the initializer is.
    private Value CreateInvalid(IInvalidOperation creation, INamedTypeSymbol type)
    {
        var initializer = creation.ChildOperations.OfType<IObjectOrCollectionInitializerOperation>().FirstOrDefault();
        Lose([.. creation.ChildOperations.Where(child => child != initializer).Select(Evaluate)], creation.Syntax, $"'new {type.Name}'");
        if (ModelTypes.IsScalarWrapper(type))
            return Value.Present($"'new {type.Name}'");
        var created = Allocate(creation.Syntax, type, _models.CollectionOf(type) switch
        {
            CollectionKind.Map => Map.Any,
            CollectionKind.List => Sequence.Any,
            _ => Instance.Empty(isOpen: true),
        });
        Initialize(created, initializer);
        return created;
    }

    private Value Create(ITypeParameterObjectCreationOperation creation)
    {
        var type = creation.Type is ITypeParameterSymbol parameter ? ActualOf(parameter) : null;
        if (type is not INamedTypeSymbol named)
            return Value.Present("an object of a type that is not known");
        var created = CreateEmpty(creation.Syntax, named);
        Initialize(created, creation.Initializer);
        return created;
    }

    private Reference CreateEmpty(SyntaxNode site, INamedTypeSymbol type) => _models.CollectionOf(type) switch
    {
        CollectionKind.Map => Allocate(site, type, Map.Empty),
        CollectionKind.List => Allocate(site, type, Sequence.Empty),
        _ => Construct(site, type, constructor: null, []),
    };

    // A constructor of a model takes each field under its name.
    private void WriteArguments(
        ObjectId target, INamedTypeSymbol type, List<Argument> arguments, SyntaxNode site)
    {
        foreach (var (parameter, value) in arguments)
        {
            var property = type.GetMembers().OfType<IPropertySymbol>()
                .FirstOrDefault(member => string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                continue;
            var name = _models.SlotName(property, type);
            var at = ArgumentSyntax(site, parameter);
            if (at is { NameColon: null } && KnownCalls.IsStub(type) && !HasPlace(parameter, type))
                Set(target, InstanceAt(target)!.Forgotten("an argument whose parameter is not known"));
            else if (at is not null)
                WriteSlot(target, name, new Slot(value, at.Expression, (SyntaxNode?)at.NameColon?.Name ?? at.Expression), isSure: true);
        }
    }

    // The order is not the same in all versions: what is required comes first in each, of the rest a new field comes before those
    // that follow it in the alphabet.
    private static bool HasPlace(IParameterSymbol parameter, INamedTypeSymbol type) =>
        !parameter.IsOptional || FinishedModels.Contains(type.Name) || parameter is { Ordinal: 0, Name: "apiVersion" }
        || ((IMethodSymbol)parameter.ContainingSymbol).Parameters.All(other => FieldsOfObjects.Contains(other.Name));

    private static ArgumentSyntax? ArgumentSyntax(SyntaxNode site, IParameterSymbol parameter)
    {
        var arguments = site switch
        {
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments,
            ConstructorInitializerSyntax chained => chained.ArgumentList.Arguments,
            PrimaryConstructorBaseTypeSyntax chained => chained.ArgumentList.Arguments,
            _ => null,
        } ?? default;
        return arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
            ?? arguments.Where((argument, i) => argument.NameColon is null && i == parameter.Ordinal).FirstOrDefault();
    }

    private void Initialize(Value created, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null)
            return;
        _implicitReceivers.Push(created);
        foreach (var operation in initializer.Initializers)
        {
            if (operation is IMemberInitializerOperation member)
                InitializeMember(created, member);
            else if (operation is IInvalidOperation { IsImplicit: true } element)
                AddInvalid(created, element);
            else
                Evaluate(operation);
        }

        _implicitReceivers.Pop();
    }

    // 'Labels = { ["app"] = "web" }' adds to what the member holds already, which some libraries create when it is first read.
    private void InitializeMember(Value holder, IMemberInitializerOperation initializer)
    {
        var member = IsYetToBeCreated(holder, initializer.InitializedMember) ? Value.Null : Evaluate(initializer.InitializedMember);
        if (initializer.InitializedMember is IMemberReferenceOperation reference)
            member = Ensured(holder, reference, member, initializer.Initializer.Syntax);
        Initialize(member, initializer.Initializer);
    }

    // What a member holds once it is initialized: it is written there.
    private Value Ensured(Value holder, IMemberReferenceOperation reference, Value member, SyntaxNode at)
    {
        if (member is Opaque)
            WriteMember(holder, reference.Member, Value.Present($"'{reference.Member.Name}'"), at, NameOf(reference.Syntax));
        if (!member.IsNull.IsTrue || reference.Type is not INamedTypeSymbol type)
            return member;
        var created = CreateEmpty(at, type);
        WriteMember(holder, reference.Member, created, at, NameOf(reference.Syntax));
        return created;
    }

    private Value CreateScalar(IObjectOrCollectionInitializerOperation? initializer, INamedTypeSymbol type, IReadOnlyList<Value> arguments)
    {
        var value = arguments.Count > 0 ? arguments[0] : Value.Unknown($"'new {type.Name}'");
        foreach (var operation in initializer?.Initializers.AsEnumerable() ?? [])
        {
            if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Value" } } assignment)
                value = Evaluate(assignment.Value);
        }

        return ModelTypes.IsIntOrString(type) ? ModelTypes.IntOrString(value) : value;
    }

    private static Sequence Piled(Sequence list, INamedTypeSymbol type) =>
        type.Name is not ("Stack" or "ConcurrentStack") ? list
        : list.IsDecided ? list with { Elements = [.. list.Elements.Reverse()] }
        : list.Loosened;

    // All but a capacity.
    private Sequence CopiedList(List<Argument> arguments)
    {
        var source = arguments.FindIndex(argument => argument.Parameter.Type.SpecialType is not SpecialType.System_Int32);
        return source < 0 ? Sequence.Empty : SequenceIn(arguments[source].Value) ?? Sequence.Any;
    }

    private Map CopiedMap(List<Argument> arguments)
    {
        var source = arguments.FindIndex(argument => _models.CollectionOf(argument.Parameter.Type) is not CollectionKind.None);
        return source < 0 ? Map.Empty : MapOf(arguments[source].Value);
    }

    // A struct of the source that nobody has made yet has all its members at their defaults.
    private Value CreateDefault(IOperation operation) =>
        operation.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsTupleType: false } type && _methods.IsInSource(type)
            ? Allocate(operation.Syntax, Substituted(type), Instance.Empty(isOpen: false))
            : Value.DefaultOf(operation.Type is null ? null : Substituted(operation.Type));

    private Value CreateArray(IArrayCreationOperation array)
    {
        if (array.Initializer is { } initializer)
            return Allocate(array.Syntax, array.Type, Sequence.Of(initializer.ElementValues.Select(ElementFrom)));
        var size = array.DimensionSizes.Select(Evaluate).ToList() is [var only] ? only.AsInteger() : null;
        var element = Value.DefaultOf(((IArrayTypeSymbol)array.Type!).ElementType);
        return Allocate(array.Syntax, array.Type, size is >= 0 and <= Limits.LoopTurns
            ? Sequence.Of(Enumerable.Repeat(element, (int)size), array.Syntax)
            : Sequence.Any);
    }

    private Element ElementFrom(IOperation operation) => new(Stored(Evaluate(operation)), operation.Syntax, IsCertain: true);

    // Collection expressions have no operation of their own in Roslyn 4.8; later versions have one. It has children, and only
    // there a target-typed 'new()' among the elements is an operation.
    // What 'params' makes of arguments, where it is no array, has no syntax of its own.
    private Value? TryCreateCollection(IOperation operation)
    {
        if (operation.Parent is IArgumentOperation { Parameter.IsParams: true } argument && argument.Syntax == operation.Syntax && operation.IsImplicit)
            return Allocate(operation.Syntax, operation.Type, Sequence.Of(operation.ChildOperations.Select(ElementFrom)));
        if (operation.Syntax is not CollectionExpressionSyntax syntax)
            return null;
        var type = (operation.Parent as IConversionOperation)?.Type ?? operation.Type;
        if (type is INamedTypeSymbol named && Hierarchy.Levels(named).Any(_methods.IsInSource))
            return null; // It is made by code of its own.
        if (type is not null && _models.CollectionOf(type) is CollectionKind.Map)
            return Allocate(syntax, type, Map.Empty with { IsOpen = syntax.Elements.Count > 0 });
        var children = operation.ChildOperations.ToLookup(child => child.Syntax);
        var list = Sequence.Empty;
        foreach (var part in syntax.Elements)
        {
            list = part switch
            {
                ExpressionElementSyntax { Expression: var one } when Found(one, ElementTypeOf(type)) is { } element =>
                    list.With(ElementFrom(element)),
                SpreadElementSyntax { Expression: var spread } when _methods.ElementAt(Bare(spread), type) is { } more =>
                    Appended(list, Evaluate(Converted(more))),
                _ => list with { IsOpen = true },
            };
        }

        var made = list with { Later = null, IsRead = false };
        return Allocate(syntax, type, type is null ? made : Arranged(made, type));

        IOperation? Found(ExpressionSyntax element, ITypeSymbol? elementType) =>
            (children[Bare(element)].FirstOrDefault() ?? _methods.ElementAt(Bare(element), elementType)) is { } found ? Converted(found) : null;

        static IOperation Converted(IOperation element) =>
            element.Parent is IConversionOperation { IsImplicit: true } conversion ? conversion : element;
    }

    // '(x)' and 'x!' are no operations of their own.
    private static ExpressionSyntax Bare(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => Bare(inner),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var inner } => Bare(inner),
        _ => expression,
    };

    private static ITypeSymbol? ElementTypeOf(ITypeSymbol? type) => type switch
    {
        null => null,
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "IEnumerable", TypeArguments: [var element] } => element,
        _ => type.AllInterfaces.FirstOrDefault(one => one is { Name: "IEnumerable", TypeArguments.Length: 1 })?.TypeArguments[0],
    };

    private Value CreateAnonymous(IAnonymousObjectCreationOperation anonymous)
    {
        var created = Allocate(anonymous.Syntax, anonymous.Type, Instance.Empty(isOpen: false));
        foreach (var assignment in anonymous.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            var member = ((IPropertyReferenceOperation)assignment.Target).Property;
            var slot = new Slot(Evaluate(assignment.Value), assignment.Value.Syntax, assignment.Target.Syntax);
            WriteSlot(created.Target, member.Name, slot, isSure: true);
        }

        return created;
    }

    private Value CreateTuple(ITupleOperation tuple) =>
        Allocate(tuple.Syntax, type: null, Sequence.Of(tuple.Elements.Select(ElementFrom)));

    private Value CopyWith(IWithOperation with)
    {
        var original = Evaluate(with.Operand);
        if (!_isRehearsal)
            _manifests.UseAsTemplate(original);
        var present = original.Choices.Where(choice => !choice.IsNull.IsTrue).ToList();
        return present.Count == 0 ? Value.Present("a copy of null") : OneOfThese(present, choice => CopyWith(with, choice));
    }

    // The copy is of the class of the original, which may be one that is derived from that of the variable.
    private Value CopyWith(IWithOperation with, Value original)
    {
        var isKnown = original is Reference { Target.Type: not null };
        var type = isKnown ? ((Reference)original).Target.Type : with.Type;
        var isOwn = HasCopyConstructor(type);
        if (isOwn)
            Lose([original], with.Syntax, "a copy constructor that is not followed");
        var copy = Allocate(with.Syntax, type, (isOwn ? null : InstanceOf(original)) ?? Instance.Empty(isOpen: true));
        Initialize(copy, with.Initializer);
        return isKnown || !_methods.Overrides.IsDerivedFrom(type) ? copy : Value.Join(Value.Present("a copy of an object of a derived class"), copy);
    }

    private bool HasCopyConstructor(ITypeSymbol? type) => type is INamedTypeSymbol { IsRecord: true } record && Hierarchy.Levels(record).Any(level =>
        _methods.IsInSource(level) && level.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared
            && constructor.Parameters is [{ Type: var copied }] && SymbolEqualityComparer.Default.Equals(copied, level)));
}
