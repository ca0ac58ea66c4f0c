using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Unfurl.Tests.Numerics;

/// <summary>What the JIT is asked to compile: counts over the IL of a method.</summary>
/// <param name="Name">Class and method.</param>
/// <param name="AggressiveOptimization">Whether it is compiled at its best at once.</param>
/// <param name="Instructions">IL instructions.</param>
/// <param name="Locals">Local variables.</param>
/// <param name="MultiplyAdds">Vector multiply-adds.</param>
/// <param name="Helpers">Calls of our own vector functions, each inlined with all its temporaries.</param>
internal sealed record MethodBody(string Name, bool AggressiveOptimization, int Instructions, int Locals, int MultiplyAdds, int Helpers)
{
    private static readonly Dictionary<ushort, OpCode> OpCodes = typeof(OpCodes).GetFields()
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(o => unchecked((ushort)o.Value));

    /// <summary>Every method of the classes whose names end so.</summary>
    public static IEnumerable<MethodBody> Read(byte[] library, string classes)
    {
        using var file = new PEReader(new MemoryStream(library));
        MetadataReader metadata = file.GetMetadataReader();
        foreach (TypeDefinition type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            string name = metadata.GetString(type.Name);
            if (!name.EndsWith(classes, StringComparison.Ordinal))
                continue;
            foreach (MethodDefinition method in type.GetMethods().Select(metadata.GetMethodDefinition).Where(m => m.RelativeVirtualAddress != 0))
                yield return Read(file, metadata, method, $"{name[(name.LastIndexOf('_') + 1)..]}.{metadata.GetString(method.Name)}");
        }
    }

    private static MethodBody Read(PEReader file, MetadataReader metadata, MethodDefinition method, string name)
    {
        MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
        int locals = 0, instructions = 0, multiplyAdds = 0, helpers = 0;
        if (!body.LocalSignature.IsNil)
        {
            BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
            signature.ReadSignatureHeader();
            locals = signature.ReadCompressedInteger();
        }

        for (BlobReader il = body.GetILReader(); il.RemainingBytes > 0; instructions++)
        {
            byte first = il.ReadByte();
            OpCode code = OpCodes[first == 0xFE ? (ushort)(0xFE00 | il.ReadByte()) : first];
            if (code.OperandType == OperandType.InlineMethod)
                Count(metadata, MetadataTokens.EntityHandle(il.ReadInt32()), ref multiplyAdds, ref helpers);
            else
                Skip(ref il, code.OperandType);
        }

        bool aggressive = (method.ImplAttributes & System.Reflection.MethodImplAttributes.AggressiveOptimization) != 0;
        return new MethodBody(name, aggressive, instructions, locals, multiplyAdds, helpers);
    }

    private static void Count(MetadataReader metadata, EntityHandle called, ref int multiplyAdds, ref int helpers)
    {
        if (called.Kind == HandleKind.MethodSpecification)
            called = metadata.GetMethodSpecification((MethodSpecificationHandle)called).Method;
        if (called.Kind != HandleKind.MemberReference)
            return;
        MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)called);
        if (member.Parent.Kind != HandleKind.TypeReference)
            return;
        string owner = metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name), name = metadata.GetString(member.Name);
        if (name is "FusedMultiplyAdd" or "MultiplyAddEstimate")
            multiplyAdds++;
        if (owner is "VectorMath" or "Lanes")
            helpers++;
    }

    private static void Skip(ref BlobReader il, OperandType operand)
    {
        int bytes = operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 * il.ReadInt32(),
            _ => 4,
        };
        il.Offset += bytes;
    }
}
