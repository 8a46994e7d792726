using System.Collections.Immutable;
using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Objects, collections and tuples: how they are made.</summary>
internal sealed partial class Evaluator
{
    // Models whose fields are the same in all versions of the client that have constructors with arguments.
    private static readonly HashSet<string> FinishedModels = new(StringComparer.Ordinal)
    {
        "V1ConfigMapKeySelector", "V1ContainerPort", "V1EnvVar", "V1KeyToPath", "V1LabelSelector", "V1LabelSelectorRequirement", "V1NodeSelectorRequirement",
        "V1ObjectFieldSelector", "V1PersistentVolumeClaimVolumeSource", "V1PodTemplateSpec", "V1SecretKeySelector", "V1TCPSocketAction", "V1Toleration",
    };

    private Reference Allocate(SyntaxNode creation, ITypeSymbol? type, HeapObject content)
    {
        _hasCallbacks |= _methods.HasCallbacks(type);
        var target = new ObjectId(creation, type, _frame, _created++, _isRehearsal);
        Set(target, content);
        return new Reference(target);
    }

    private Value Create(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(argument => (argument.Parameter!, Evaluate(argument.Value))).ToList();
        var compares = creation.Arguments.Any(argument => ComparesOtherwise(argument.Parameter!, argument.Value));
        return Create(creation.Syntax, creation.Constructor, arguments, creation.Initializer, (INamedTypeSymbol)Substituted(creation.Type!), compares, [.. creation.Arguments.Select(argument => argument.Value)]);
    }

    private Value Create(
        SyntaxNode site, IMethodSymbol? constructor, List<(IParameterSymbol Parameter, Value Value)> arguments, IObjectOrCollectionInitializerOperation? initializer, INamedTypeSymbol type, bool comparesOtherwise,
        IReadOnlyList<IOperation?> passed)
    {
        if (ModelTypes.IsScalarWrapper(type))
            return CreateScalar(initializer, type, [.. arguments.Select(argument => argument.Value)]);
        if (type.TypeKind is TypeKind.Delegate && arguments.Count == 1)
            return arguments[0].Value;
        var created = comparesOtherwise ? CreateOtherwise(site, type, arguments) : _models.CollectionOf(type) switch
        {
            CollectionKind.Map => Allocate(site, type, CopiedMap(arguments)),
            CollectionKind.List when type.Name is "Collection" or "ReadOnlyCollection" && arguments is [(_, Reference wrapped)] => wrapped,
            CollectionKind.List => Allocate(site, type, Collected(Piled(CopiedList(arguments), type), type)),
            _ => Construct(site, type, constructor, arguments),
        };
        Initialize(created, initializer);
        if (ModelTypes.IsPatch(type))
            _manifests.Withdraw(_state, arguments.Select(argument => argument.Value));
        else if (_models.CollectionOf(type) is CollectionKind.None && !_models.IsModel(type) && !_methods.IsInSource(type))
            Give(arguments, passed, type, site, created);
        return created;
    }

    // What it holds is not followed, but it goes on to ask its comparer.
    private Reference CreateOtherwise(SyntaxNode site, INamedTypeSymbol type, List<(IParameterSymbol Parameter, Value Value)> arguments)
    {
        var created = Allocate(site, type, Instance.Empty(isOpen: true));
        foreach (var (parameter, value) in arguments)
            WriteSlot(created.Target, CapturedName(parameter), new Slot(value, site, site), isSure: true);
        return created;
    }

    // With a comparer of its own, other keys and elements are the same than those that are equal.
    private static bool ComparesOtherwise(IParameterSymbol parameter, IOperation argument) => IsComparer(parameter)
        && !argument.Syntax.ToString().EndsWith("StringComparer.Ordinal", StringComparison.Ordinal) && argument.ConstantValue is not { HasValue: true, Value: null };

    private static bool IsComparer(IParameterSymbol parameter) => parameter.Type.Name.EndsWith("Comparer", StringComparison.Ordinal) || parameter.Type.Name is "Comparison";

    // A resource of Pulumi takes its arguments as they are, unless its options say what to do with them first.
    private void Give(IReadOnlyList<(IParameterSymbol Parameter, Value Value)> given, IReadOnlyList<IOperation?> passed, INamedTypeSymbol type, SyntaxNode site, Value created)
    {
        var arguments = given.Select(argument => argument.Value).ToList();
        if (!KnownCalls.IsPulumi(type) || arguments.Any(HasTransformations))
        {
            Lose(arguments, site, $"'new {type.Name}'");
            return;
        }

        if (KnownCalls.MakesAnything(type))
            Hide(kind: null, site);
        for (var i = 0; i < given.Count; i++)
        {
            Leave(arguments[i], sinkNamespace: null);
            Hide(arguments[i], given[i].Parameter, passed[i]);
        }

        if (created is Reference { Target: var resource } && ModelTypes.IsPulumiResource(type) && arguments.Select(ContentOf).OfType<Instance>().FirstOrDefault() is { } inputs)
            GiveBack(resource, inputs);
    }

    // The outputs of a resource are its inputs, and what the cluster adds to them.
    private void GiveBack(ObjectId resource, Instance given)
    {
        foreach (var pair in given.Slots.Where(pair => pair.Key is "metadata" or "spec"))
            WriteSlot(resource, pair.Key, pair.Value with { Value = Output(pair.Value.Value, mayGrow: pair.Key is "metadata") }, isSure: true);
    }

    private Value Output(Value value, bool mayGrow)
    {
        _budget.Step();
        return (value as Reference)?.Target is { } target && ContentOf(value) is { } content ? Allocate(target.Creation, type: null, content switch
        {
            Instance instance => instance with { IsOpen = true, Slots = instance.Slots.Where(pair => !pair.Value.Value.IsNull.IsTrue).ToImmutableDictionary(pair => pair.Key, pair => pair.Value with { Value = Output(pair.Value.Value, mayGrow) }) },
            Sequence list => list with { Elements = [.. list.Elements.Select(element => element with { Value = Output(element.Value, mayGrow) })] },
            Map map => map with { IsOpen = map.IsOpen || mayGrow },
            _ => content,
        }) : value;
    }

    private bool HasTransformations(Value options) => ContentOf(options) is Instance { Slots: var slots } && slots.Keys.Any(name => name.EndsWith("ransformations", StringComparison.Ordinal) || name.EndsWith("ransforms", StringComparison.Ordinal));

    // A constructor that the compiler could not choose: what it does with its arguments is not known, the initializer is.
    private Value CreateInvalid(IInvalidOperation creation, INamedTypeSymbol type)
    {
        var initializer = creation.ChildOperations.OfType<IObjectOrCollectionInitializerOperation>().FirstOrDefault();
        Lose([.. creation.ChildOperations.Where(child => child != initializer).Select(Evaluate)], creation.Syntax, $"'new {type.Name}'");
        if (ModelTypes.IsScalarWrapper(type))
            return Value.Present($"'new {type.Name}'");
        var created = Allocate(creation.Syntax, type, _models.CollectionOf(type) switch
        {
            CollectionKind.Map => new Map([], IsOpen: true),
            CollectionKind.List => new Sequence([], IsOpen: true),
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
        var created = _models.CollectionOf(named) is CollectionKind.None
            ? Construct(creation.Syntax, named, named.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.IsEmpty), [])
            : Allocate(creation.Syntax, named, _models.CollectionOf(named) is CollectionKind.Map ? Map.Empty : Sequence.Empty);
        Initialize(created, creation.Initializer);
        return created;
    }

    // A constructor of a model takes each field under its name.
    private void WriteArguments(ObjectId target, INamedTypeSymbol type, List<(IParameterSymbol Parameter, Value Value)> arguments, SyntaxNode site)
    {
        foreach (var (parameter, value) in arguments)
        {
            var property = type.GetMembers().OfType<IPropertySymbol>()
                .FirstOrDefault(member => string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (property is null || _models.SlotName(property) is not { } name)
                continue;
            var at = ArgumentSyntax(site, parameter);
            if (at is { NameColon: null } && KnownCalls.IsStub(type) && !HasPlace(parameter, type))
                Set(target, ContentOf(new Reference(target))!.Forgotten("an argument whose parameter is not known")); // The order is not the same in all versions.
            else if (at is not null)
                WriteSlot(target, name, new Slot(value, at.Expression, (SyntaxNode?)at.NameColon?.Name ?? at.Expression), isSure: true);
        }
    }

    // What is required comes first in all versions. Of the rest, a new field comes before those that follow it in the alphabet.
    private static bool HasPlace(IParameterSymbol parameter, INamedTypeSymbol type) =>
        !parameter.IsOptional || FinishedModels.Contains(type.Name) || parameter is { Ordinal: 0, Name: "apiVersion" };

    private static ArgumentSyntax? ArgumentSyntax(SyntaxNode site, IParameterSymbol parameter)
    {
        var arguments = (site as BaseObjectCreationExpressionSyntax)?.ArgumentList?.Arguments ?? default;
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
        if (member.IsNull.IsTrue && initializer.InitializedMember is IMemberReferenceOperation reference && reference.Type is INamedTypeSymbol type)
        {
            member = _models.CollectionOf(type) switch
            {
                CollectionKind.Map => Allocate(initializer.Initializer.Syntax, type, Map.Empty),
                CollectionKind.List => Allocate(initializer.Initializer.Syntax, type, Sequence.Empty),
                _ => Construct(initializer.Initializer.Syntax, type, constructor: null, []),
            };
            WriteMember(holder, reference.Member, member, initializer.Initializer.Syntax, NameOf(reference.Syntax));
        }
        else if (member is Opaque && initializer.InitializedMember is IMemberReferenceOperation unknown)
        {
            WriteMember(holder, unknown.Member, Value.Present($"'{unknown.Member.Name}'"), initializer.Initializer.Syntax, NameOf(unknown.Syntax));
        }

        Initialize(member, initializer.Initializer);
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
        type.Name is not ("Stack" or "ConcurrentStack") ? list : list.IsDecided ? list with { Elements = [.. list.Elements.Reverse()] } : list.Loosened;

    private Sequence CopiedList(List<(IParameterSymbol Parameter, Value Value)> arguments)
    {
        var source = arguments.Where(argument => argument.Parameter.Type.SpecialType is not SpecialType.System_Int32).Select(argument => argument.Value).ToList();
        return source.Count == 0 ? Sequence.Empty : SequenceIn(source[0]) ?? new Sequence([], IsOpen: true);
    }

    private HeapObject CopiedMap(List<(IParameterSymbol Parameter, Value Value)> arguments)
    {
        var source = arguments.Where(argument => _models.CollectionOf(argument.Parameter.Type) is not CollectionKind.None).Select(argument => argument.Value).ToList();
        return source.Count == 0 ? Map.Empty : MapOf(source[0]);
    }

    // A struct of the source that nobody has made yet has all its members at their defaults.
    private Value CreateDefault(IOperation operation) => operation.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsTupleType: false } type && _methods.IsInSource(type)
        ? Allocate(operation.Syntax, Substituted(type), Instance.Empty(isOpen: false))
        : DefaultOf(operation.Type is null ? null : Substituted(operation.Type));

    private Value CreateArray(IArrayCreationOperation array)
    {
        if (array.Initializer is { } initializer)
            return Allocate(array.Syntax, array.Type, new Sequence([.. initializer.ElementValues.Select(ElementFrom)], IsOpen: false));
        var size = array.DimensionSizes.Select(Evaluate).ToList() is [var only] ? only.AsInteger() : null;
        if (size is not (>= 0 and <= Limits.LoopTurns))
            return Allocate(array.Syntax, array.Type, new Sequence([], IsOpen: true));
        var element = new Element(DefaultOf(((IArrayTypeSymbol)array.Type!).ElementType), array.Syntax, IsCertain: true);
        return Allocate(array.Syntax, array.Type, new Sequence([.. Enumerable.Repeat(element, (int)size)], IsOpen: false));
    }

    private Element ElementFrom(IOperation operation) => new(Stored(Evaluate(operation)), operation.Syntax, IsCertain: true);

    // Collection expressions have no operation of their own in Roslyn 4.8; later versions have one. It has children, and only
    // there a target-typed 'new()' among the elements is an operation.
    private Value? TryCreateCollection(IOperation operation)
    {
        if (operation.Syntax is not CollectionExpressionSyntax syntax)
            return null;
        var type = (operation.Parent as IConversionOperation)?.Type ?? operation.Type;
        if (type is not null && _models.CollectionOf(type) is CollectionKind.Map)
            return Allocate(syntax, type, Map.Empty with { IsOpen = syntax.Elements.Count > 0 });
        var children = operation.ChildOperations.ToLookup(child => child.Syntax);
        var list = syntax.Elements.Aggregate(Sequence.Empty, (sum, part) => part switch
        {
            ExpressionElementSyntax { Expression: var expression } when (children[expression].FirstOrDefault() ?? _methods.ElementAt(expression, ElementTypeOf(type))) is { } element => sum.With(ElementFrom(Conversion(element))),
            SpreadElementSyntax { Expression: var spread } when _methods.ElementAt(spread, type) is { } more => Appended(sum, Evaluate(Conversion(more))),
            _ => sum with { IsOpen = true },
        });
        return Allocate(syntax, type, list with { Later = null, IsRead = false });

        static IOperation Conversion(IOperation element) => element.Parent is IConversionOperation { IsImplicit: true } conversion ? conversion : element;
    }

    private static ITypeSymbol? ElementTypeOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "IEnumerable", TypeArguments: [var element] } => element,
        _ => type?.AllInterfaces.Where(@interface => @interface is { Name: "IEnumerable", TypeArguments.Length: 1 }).Select(@interface => @interface.TypeArguments[0]).FirstOrDefault(),
    };

    private Value CreateAnonymous(IAnonymousObjectCreationOperation anonymous)
    {
        var created = Allocate(anonymous.Syntax, anonymous.Type, Instance.Empty(isOpen: false));
        foreach (var assignment in anonymous.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            var member = ((IPropertyReferenceOperation)assignment.Target).Property;
            WriteSlot(created.Target, member.Name, new Slot(Evaluate(assignment.Value), assignment.Value.Syntax, assignment.Target.Syntax), isSure: true);
        }

        return created;
    }

    private Value CreateTuple(ITupleOperation tuple) =>
        Allocate(tuple.Syntax, type: null, new Sequence([.. tuple.Elements.Select(ElementFrom)], IsOpen: false));

    private Value CopyWith(IWithOperation with)
    {
        var original = Evaluate(with.Operand);
        if (!_isRehearsal)
            _manifests.UseAsTemplate(original);
        var contents = original.Choices.Where(choice => !choice.IsNull.IsTrue).Select(choice => ContentOf(choice) as Instance ?? Instance.Empty(isOpen: true)).ToList();
        var copy = Allocate(with.Syntax, with.Type, contents.Count == 0 ? Instance.Empty(isOpen: true) : contents.Aggregate(Instance.Join));
        Initialize(copy, with.Initializer);
        return copy;
    }
}
