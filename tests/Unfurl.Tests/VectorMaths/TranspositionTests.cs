using Unfurl.CompilerServices;

namespace Unfurl.Tests.VectorMaths;

public sealed class TranspositionTests
{
    [Fact]
    public void EveryNumberIsCopiedAndNothingElseIsTouched()
    {
        const int sourceRow = 23, targetRow = 33;
        float[] source = [.. Enumerable.Range(0, 32 * sourceRow).Select(i => (float)i)];
        for (int rows = 1; rows <= 31; rows++)
        {
            for (int columns = 1; columns <= 21; columns++)
            {
                float[] target = Enumerable.Repeat(-1f, 22 * targetRow).ToArray(), expected = [.. target];
                for (int i = 0; i < rows; i++)
                {
                    for (int j = 0; j < columns; j++)
                        expected[(j * targetRow) + i] = source[(i * sourceRow) + j];
                }

                Transposition.Copy(ref source[0], sourceRow, ref target[0], targetRow, rows, columns);
                Assert.Equal(expected, target);
            }
        }
    }
}
